"""Random scenarios of which a table could have been published."""

NAMES = (
    "Alb-Donau-Kreis", "Böblingen", "Esslingen", "Göppingen", "Ludwigsburg", "Rems-Murr-Kreis", "Heilbronn",
    "Landkreis Heilbronn", "Hohenlohekreis", "Schwäbisch Hall", "Main-Tauber-Kreis", "Heidenheim",
    "Ostalbkreis", "Baden-Baden", "Karlsruhe", "Landkreis Karlsruhe", "Rastatt", "Heidelberg", "Mannheim",
    "Neckar-Odenwald-Kreis", "Rhein-Neckar-Kreis", "Pforzheim", "Calw", "Enzkreis", "Freudenstadt",
    "Freiburg im Breisgau", "Breisgau-Hochschwarzwald", "Emmendingen", "Ortenaukreis", "Rottweil",
    "Schwarzwald-Baar-Kreis", "Tuttlingen", "Konstanz", "Lörrach", "Waldshut", "Reutlingen", "Tübingen",
    "Zollernalbkreis", "Ulm", "Biberach", "Bodenseekreis", "Ravensburg", "Sigmaringen", "Stuttgart",
    "München", "Landkreis München", "Fürth", "Fürth, Land", "Würzburg", "Bad Dürkheim", "Saarlouis",
    "Region Hannover", "St. Wendel", "Kassel (Stadt)", "Kassel (Land)", "Groß-Gerau", "Vogelsbergkreis",
    "Mühldorf a. Inn", "Straßburg", "Genève", "Neuchâtel", "Gesamthausen", "Summerau", "Totalville",
)  # fmt: skip

METHODS = ("largest_remainder", "sainte_lague", "dhondt", "adams", "dean", "huntington_hill", "half_up",
           "half_even", "down", "up")  # fmt: skip
CLOSING = METHODS[:6]
DIVISORS = METHODS[1:6]

UNITS = ("0.01", "1", "1000")


class Scenario:
    """Its text, and what is known of it without running it."""

    def __init__(self, source):
        self.r = source
        self.size = min(source.choice((2, 3, 5, 8, 12, 20, 35, 44, 60)) + source.randint(0, 2), 60)
        self.ids = self.make_ids()
        self.names = source.sample(NAMES, self.size)
        self.unit = source.choice(UNITS)
        self.has_prior = source.random() < 0.6
        self.pots = [self.pot(n) for n in range(source.choice((1, 1, 1, 2, 3)))]
        self.text = self.written()

    def make_ids(self):
        form = self.r.choice(("ags", "padded", "numbers", "letters"))
        if form == "ags":
            ids = [f"08{b}{n:02}" for b in (1, 2, 3, 4) for n in range(11, 38)]
        elif form == "padded":
            ids = [f"{n:03}" for n in range(1, 100)]
        elif form == "numbers":
            ids = [str(n) for n in range(1, 100)]
        else:
            ids = [a + b for a in "ABCDEFGH" for b in "ABCDEFGHIJ"]
        return self.r.sample(ids, self.size) if self.r.random() < 0.3 else sorted(ids[: self.size])

    def weight(self):
        # Equal weights make ties, and some districts have none.
        return self.r.choice((0, 7, 100, 100, self.r.randint(1, 99), self.r.randint(1000, 99_999)))

    def weights(self):
        while not any(made := [self.weight() for _ in self.ids]):
            pass
        return made

    def pot(self, at):
        units = self.r.randint(50, 2000) if self.unit == "1000" else self.r.randint(100_000, 90_000_000)
        steps = []
        if self.r.random() < 0.3:
            steps.append(f"flat: {{amount: {self.r.randint(1, 9)}}}")
        steps.append(f"share: {{by: w{at}}}")
        if self.has_prior and self.r.random() < 0.25:
            steps.append(self.r.choice((
                "hold_harmless: {percent_of_prior: 50 %, paid_by: scale_above_floor}",
                "gain_cap: {percent: 40 %, released: keep, new: uncapped}",
                "limit: {minimum: {percent_of_prior: 30 %}}",
                "phase_in: {new_weight: 60 %}")))  # fmt: skip
        methods = METHODS if len(steps) == 1 else [m for m in METHODS if m not in DIVISORS]
        method = self.r.choice(methods)
        residual = None if method in CLOSING else self.r.choice(("report", "largest"))
        return {"amount": units, "steps": steps, "method": method, "residual": residual, "weights": self.weights()}

    def prior_cell(self):
        return "" if self.r.random() < 0.05 else self.r.choice((0, self.r.randint(1000, 9_000_000)))

    def rounding(self, method, residual, unit):
        tail = "" if residual is None else f", residual: {residual}"
        return f"{{unit: {unit}, method: {method}{tail}}}"

    def written(self, method=None, residual=None, unit=None):
        """With the rounding of all pots changed, where one is given."""
        lines = ["allot: 1", "title: Zuweisung", "currency: EUR", "districts:"]
        priors = self.__dict__.setdefault("priors", [self.prior_cell() for _ in self.ids])
        for at, id_ in enumerate(self.ids):
            cells = [f'id: "{id_}"', f'name: "{self.names[at]}"']
            cells += [f"w{n}: {pot['weights'][at]}" for n, pot in enumerate(self.pots)]
            cells += [f"before: {priors[at]}"] if self.has_prior else []
            lines.append(f"  - {{{', '.join(cells)}}}")
        lines.append("pots:")
        for n, pot in enumerate(self.pots):
            own = (method, residual, unit) if method else (pot["method"], pot["residual"], self.unit)
            amount = pot["amount"] if self.unit != "1000" else pot["amount"] * 1000
            lines += [f"  - id: p{n}", f"    amount: {amount}", "    steps:"]
            lines += [f"      - {step}" for step in pot["steps"]]
            lines.append(f"    rounding: {self.rounding(*own)}")
        if self.has_prior:
            lines.append("prior: {column: before}")
        return "\n".join(lines) + "\n"

    def other_rounding(self):
        """The scenario under one other method for all pots, and what that is called."""
        allowed = [m for m in METHODS if m not in DIVISORS or all(len(p["steps"]) == 1 for p in self.pots)]
        method = self.r.choice(allowed)
        residual = None if method in CLOSING else self.r.choice(("report", "largest"))
        return self.written(method, residual, self.unit), method, residual
