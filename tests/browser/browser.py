"""A headless Chromium with an empty profile and no network, driven over a pipe by its DevTools protocol; needs Python's own library only.

    with Browser() as browser:
        page = browser.open("report.html", width=1280, dark=False)
        page.problems()      console errors and warnings, exceptions, violations of the page's policy
        page.requests        what it asked for besides itself
        page.axe()           violations of accessibility rules
        page.charts()        how each figure was drawn
        page.screenshot("#answer")
"""
import base64
import fcntl
import json
import os
import pathlib
import select
import shutil
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions", "--mute-audio",
         "--hide-scrollbars", "--font-render-hinting=none", "--force-color-profile=srgb", "--disable-dev-shm-usage",
         "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe"]
PATIENCE_S = 30


class BrowserError(Exception):
    pass


def find():
    """The path of a Chromium that starts, or None: the wrapper of a package that is not there counts as none."""
    for name in (os.environ.get("CCSIM_CHROMIUM"), *NAMES):
        path = name and shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0:
            return path
    return None


class Browser:
    def __init__(self, path=None):
        path = path or find()
        if not path:
            raise BrowserError("no Chromium")
        self.folder = tempfile.mkdtemp(prefix="browser-")
        self.listeners, self.last_id, self.rest = {}, 0, b""
        theirs_in, self.out = os.pipe()
        self.into, theirs_out = os.pipe()
        # The protocol is spoken on descriptors 3 and 4; moved up first, neither can be in the way of the other.
        high_in, high_out = (fcntl.fcntl(fd, fcntl.F_DUPFD, 20) for fd in (theirs_in, theirs_out))

        def give():
            os.dup2(high_in, 3)
            os.dup2(high_out, 4)

        self.log = open(os.path.join(self.folder, "log"), "w+b")
        environment = {**os.environ, "HOME": self.folder, "TZ": "Pacific/Auckland", "LD_PRELOAD": ""}
        self.process = subprocess.Popen([path, *FLAGS, f"--user-data-dir={self.folder}/profile", "about:blank"], stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log, preexec_fn=give, close_fds=False, env=environment)
        for fd in (theirs_in, theirs_out, high_in, high_out):
            os.close(fd)
        try:
            self.version = self.call("Browser.getVersion")["product"]
        except BrowserError:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            self.call("Browser.close")
            self.process.wait(10)
        except (BrowserError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        for fd in (self.out, self.into):
            os.close(fd)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def said(self):
        self.log.seek(0)
        return self.log.read()[-2000:].decode(errors="replace")

    def call(self, method, session=None, patience_s=PATIENCE_S, **params):
        """The answer to a command; events that come meanwhile go to the pages they are for."""
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        try:
            self.send(json.dumps(message).encode() + b"\0")
        except BrokenPipeError as error:
            raise BrowserError(f"Chromium has ended: {self.said()}") from error
        until = time.monotonic() + patience_s
        while True:
            answer = self.receive(until - time.monotonic(), method)
            if answer.get("id") == self.last_id:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def send(self, data):
        while data:
            data = data[os.write(self.out, data):]

    def receive(self, patience_s, what):
        """The next message; an event is also given to its page."""
        until = time.monotonic() + patience_s
        while b"\0" not in self.rest:
            if not select.select([self.into], [], [], max(0, until - time.monotonic()))[0]:
                raise BrowserError(f"{what}: no answer in time; Chromium said: {self.said()}")
            data = os.read(self.into, 1 << 20)
            if not data:
                raise BrowserError(f"{what}: Chromium has ended: {self.said()}")
            self.rest += data
        text, _, self.rest = self.rest.partition(b"\0")
        message = json.loads(text)
        if "method" in message and message.get("sessionId") in self.listeners:
            self.listeners[message["sessionId"]](message["method"], message["params"])
        return message

    def open(self, path, width=1280, dark=False, print_media=False, height=900, javascript=True):
        """A page of a file, when its charts are done (without JavaScript: when it is loaded)."""
        return Page(self, pathlib.Path(path).resolve(), width, dark, print_media, height, javascript)


class Page:
    def __init__(self, browser, path, width, dark, print_media, height, javascript):
        self.browser, self.url = browser, path.as_uri()
        self.messages, self.requests, self.downloads = [], [], []
        self.loaded = False
        context = browser.call("Target.createBrowserContext")["browserContextId"]
        self.context = context
        target = browser.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.listeners[self.session] = self.listen
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.folder = os.path.join(browser.folder, context)
        browser.call("Browser.setDownloadBehavior", behavior="allow", browserContextId=context, downloadPath=self.folder)
        if not javascript:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        self.size(width, height)
        self.media(dark, print_media)
        self.call("Page.navigate", url=self.url)
        self.wait("loading", lambda: self.loaded)
        if javascript:
            self.until("document.documentElement.dataset.charts === 'done'")

    def call(self, method, **params):
        return self.browser.call(method, session=self.session, **params)

    def listen(self, method, params):
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Network.requestWillBeSent":
            url = params["request"]["url"]
            if url != self.url and not url.startswith(("data:", "blob:", "about:")):
                self.requests.append(url)
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.messages.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.messages.append(" ".join(str(a.get("value", a.get("description"))) for a in params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.messages.append(params["entry"]["text"])

    def wait(self, what, done, patience_s=PATIENCE_S):
        until = time.monotonic() + patience_s
        while not done():
            self.browser.receive(until - time.monotonic(), what)

    def until(self, condition, patience_s=PATIENCE_S):
        """Waits until a condition of JavaScript holds."""
        until = time.monotonic() + patience_s
        while not self.evaluate(f"Boolean({condition})"):
            if time.monotonic() > until:
                raise BrowserError(f"not in time: {condition}; {self.messages}")
            time.sleep(0.05)

    def evaluate(self, expression):
        """The value of an expression of JavaScript, or of what it promises."""
        done = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True,
                         allowUnsafeEvalBlockedByCSP=False)
        if "exceptionDetails" in done:
            raise BrowserError(done["exceptionDetails"].get("exception", {}).get("description", done["exceptionDetails"]["text"]))
        return done["result"].get("value")

    def size(self, width, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500)

    def media(self, dark=False, print_media=False):
        self.call("Emulation.setEmulatedMedia", media="print" if print_media else "screen", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}, {"name": "prefers-reduced-motion", "value": "reduce"}])

    def settle(self):
        """Waits until a change of width, theme or medium is drawn."""
        time.sleep(0.25)
        self.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def problems(self):
        return [*self.messages, *(f"asked for {url}" for url in self.requests)]

    def axe(self):
        """Violations of accessibility rules, in words."""
        if not self.evaluate("typeof axe === 'object'"):
            self.evaluate((HERE / "vendor" / "axe.min.js").read_text() + ";0")
        found = self.evaluate("""axe.run(document, {resultTypes: ["violations"]}).then((r) => r.violations.map((v) =>
            `${v.id}: ${v.help}: ` + v.nodes.slice(0, 4).map((n) => n.html.slice(0, 160) + " " + n.any.map((a) => a.message).join("; ")).join(" | ")))""")
        return found

    def charts(self):
        """For each figure: its id, state, number of marks that have a shape or text, and whether it lies within the width of its plot."""
        return self.evaluate("""[...document.querySelectorAll("figure.chart")].map((f) => {
            const plot = f.querySelector(".plot"), svg = plot.querySelector("svg"), table = f.querySelector("table");
            const marks = svg ? [...svg.querySelectorAll("[class*='role-mark'] path, [class*='role-mark'] text, [class*='role-mark'] line, [class*='role-mark'] rect")] : [];
            return {id: f.id, state: f.dataset.state, words: plot.textContent.slice(0, 200), label: plot.getAttribute("aria-label"),
                marks: marks.filter((m) => m.tagName === "text" ? m.textContent : m.tagName !== "path" || /[1-9]/.test(m.getAttribute("d") || "")).length,
                broken: svg ? /NaN|undefined|null/.test(svg.outerHTML) : true, rows: table ? table.tBodies[0].rows.length : 0,
                fits: svg ? svg.getBoundingClientRect().right <= document.documentElement.clientWidth + 0.5 : false};
        })""")

    def overflow(self):
        """What is wider than the page, and so would make it scroll sideways."""
        return self.evaluate("""document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
            [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                && !e.closest(".scroll, nav, pre, svg")).map((e) => e.tagName + "." + e.className + "#" + e.id).slice(0, 10)""")

    def screenshot(self, selector=None, margin=12, full_width=True):
        """PNG of an element, or of the whole page."""
        box = self.evaluate(f"""(() => {{ const e = {json.dumps(selector)} ? document.querySelector({json.dumps(selector)}) : document.documentElement;
            const b = e.getBoundingClientRect(); return [b.left + scrollX, b.top + scrollY, b.width, b.height, document.documentElement.clientWidth]; }})()""")
        left, top, width, height, page = box
        if selector and full_width:
            left, width = 0, page
        if selector:
            top, height = max(0, top - margin), height + 2 * margin
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, patience_s=60,
                         clip={"x": left, "y": top, "width": width, "height": height, "scale": 1})
        return base64.b64decode(data["data"])

    def screenshot_of_page(self):
        """PNG of what one sees without scrolling; also of a page without JavaScript."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png", patience_s=60)["data"])

    def pdf(self):
        """What a printer gets: the page goes over to paper by itself, whatever medium it shows."""
        self.call("Emulation.setEmulatedMedia", media="")
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True, patience_s=60)["data"])

    def downloaded(self, patience_s=10):
        """The files that the page has given to the reader, once there is one and all are whole."""
        until = time.monotonic() + patience_s
        while True:
            files = sorted(pathlib.Path(self.folder).glob("*")) if os.path.isdir(self.folder) else []
            if files and not any(f.suffix == ".crdownload" for f in files):
                return files
            if time.monotonic() > until:
                raise BrowserError("nothing was saved")
            self.browser.call("Browser.getVersion")
            time.sleep(0.05)

    def close(self):
        self.browser.listeners.pop(self.session, None)
        self.browser.call("Target.disposeBrowserContext", browserContextId=self.context)
