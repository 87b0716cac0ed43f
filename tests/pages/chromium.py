"""Chromium, told what to do through a pipe: no driver, no port."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

SECONDS = 120
OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--remote-debugging-pipe",
]
A4 = {"paperWidth": 8.27, "paperHeight": 11.69}


def program():
    return shutil.which("chromium")


def above_the_pipes(descriptor):
    """Chromium takes 3 and 4 for its pipes."""
    high = fcntl.fcntl(descriptor, fcntl.F_DUPFD, 10)
    os.close(descriptor)
    return high


class Browser:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="allot-chromium-", ignore_cleanup_errors=True)
        theirs_in, self.to = (above_the_pipes(end) for end in os.pipe())
        self.back, theirs_out = (above_the_pipes(end) for end in os.pipe())
        self.process = subprocess.Popen(
            [program(), *OPTIONS, f"--user-data-dir={self.folder.name}", "about:blank"],
            preexec_fn=lambda: (os.dup2(theirs_in, 3), os.dup2(theirs_out, 4)), pass_fds=(3, 4), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, "HOME": self.folder.name})
        os.close(theirs_in)
        os.close(theirs_out)
        self.buffer, self.last, self.events, self.session = b"", 0, [], None
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.tell(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.session = None
            self.tell("Browser.close")
        except OSError:
            self.process.kill()
        self.process.wait(timeout=SECONDS)
        os.close(self.to)
        os.close(self.back)
        self.folder.cleanup()

    def next_message(self, until):
        while b"\0" not in self.buffer:
            if not select.select([self.back], [], [], max(until - time.monotonic(), 0))[0]:
                raise TimeoutError("chromium does not answer")
            read = os.read(self.back, 1 << 20)
            if not read:
                raise OSError("chromium is gone")
            self.buffer += read
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def tell(self, method, **parameters):
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + SECONDS
        while True:
            answer = self.next_message(until)
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, path):
        """What the page said on the console, and what it asked the network for."""
        self.events = []
        address = Path(path).resolve().as_uri()
        self.tell("Page.navigate", url=address)
        until = time.monotonic() + SECONDS
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.next_message(until))
        self.evaluate("document.fonts.ready.then(() => 0)")
        said, asked = [], []
        for event in self.events:
            told = event.get("params", {})
            if event.get("method") == "Log.entryAdded":
                said.append(told["entry"]["text"])
            elif event.get("method") == "Runtime.exceptionThrown":
                said.append(told["exceptionDetails"]["text"])
            elif event.get("method") == "Runtime.consoleAPICalled":
                said.append(str(told["args"]))
            elif event.get("method") == "Network.requestWillBeSent":
                asked.append(told["request"]["url"])
        return said, [url for url in asked if url != address and not url.startswith("data:")]

    def evaluate(self, script):
        result = self.tell("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"])
        return result["result"].get("value")

    def screen(self, width, dark=False):
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 600)
        scheme = "dark" if dark else "light"
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path):
        size = self.tell("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 6000), "scale": 1}
        shot = self.tell("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        Path(path).write_bytes(base64.b64decode(shot["data"]))

    def paper(self, path):
        printed = self.tell("Page.printToPDF", preferCSSPageSize=True, printBackground=False, **A4)
        Path(path).write_bytes(base64.b64decode(printed["data"]))
