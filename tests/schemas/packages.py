"""The packages that hold JSON against schemas; .ci/packages installs them for Debian's own Python."""

import os
import sys

try:
    import jsonschema
    import yaml
except ImportError:
    DEBIAN = "/usr/bin/python3"
    if os.path.realpath(sys.executable) == os.path.realpath(DEBIAN):
        raise
    os.execv(DEBIAN, [DEBIAN, "-B", *sys.argv])  # this is another one

__all__ = ["jsonschema", "yaml"]
