"""A real Chromium driven over its debugging pipe (file descriptors 3 and 4): no port, no package, no network."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip


def found() -> str | None:
    """The browser's path, or None where this machine has none."""
    return next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)


class Page:
    """One open page; `events` holds what the browser reported of it so far."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self.incoming, self.outgoing, self.number, self.buffer = incoming, outgoing, 0, b""
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self.session = ""
        self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        """The result of one command; events that come meanwhile are kept. Raises RuntimeError with the browser's message."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters or {}}
        if getattr(self, "session", ""):
            message["sessionId"] = self.session
        os.write(self.outgoing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])
            self.events.append(answer)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self.buffer:
            chunk = os.read(self.incoming, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser closed its pipe")
            self.buffer += chunk
        line, self.buffer = self.buffer.split(b"\0", 1)
        return dict(json.loads(line))

    def open(self, path: Path, *, width: int = 1280, height: int = 900, dark: bool = False, anchor: str = "") -> None:
        """Show a file at a viewport of `width` CSS pixels, in the light or the dark scheme, and wait until it has loaded."""
        self.call("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
        self.call("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})
        self.events.clear()
        self.call("Page.navigate", {"url": "about:blank"})
        self.call("Page.navigate", {"url": path.as_uri() + anchor})
        while self.evaluate("document.readyState + location.protocol") != "completefile:":
            pass

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression in the page (the tools' own world: the page's policy doesn't bind it)."""
        return self.call("Runtime.evaluate", {"expression": script, "returnByValue": True})["result"].get("value")

    def screenshot(self, path: Path, *, top: float | None = None, height: float = 0) -> None:
        """A PNG of the viewport, or of `height` pixels of the page from `top`."""
        options: dict[str, Any] = {"format": "png"}
        if top is not None:
            width = self.evaluate("innerWidth")
            options |= {"captureBeyondViewport": True, "clip": {"x": 0, "y": top, "width": width, "height": height, "scale": 1}}
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", options)["data"]))

    def pdf(self, path: Path) -> None:
        """The page as it prints."""
        path.write_bytes(base64.b64decode(self.call("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})["data"]))

    def complaints(self) -> list[str]:
        """Errors and warnings of the console, and everything the page asked the network for besides itself."""
        found = []
        for event in self.events:
            parameters = event.get("params", {})
            if event.get("method") == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
                found.append(parameters["entry"]["text"])
            if event.get("method") in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
                found.append(json.dumps(parameters)[:300])
            if event.get("method") == "Network.requestWillBeSent":
                url = parameters["request"]["url"]
                if not url.startswith(("file:", "about:", "data:")):
                    found.append(f"request to {url}")
        return found


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """A page of a browser with an empty profile; the process ends with the block."""
    to_child, outgoing = os.pipe()
    incoming, from_child = os.pipe()

    def wire() -> None:
        spare_in, spare_out = os.dup(to_child), os.dup(from_child)
        os.dup2(spare_in, 3)
        os.dup2(spare_out, 4)

    process = subprocess.Popen(  # the child gets the pipe's two ends as 3 and 4
        [found() or "chromium", *FLAGS, f"--user-data-dir={profile}", "about:blank"],
        close_fds=False, preexec_fn=wire, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(to_child)
    os.close(from_child)
    try:
        yield Page(incoming, outgoing)
    finally:
        process.terminate()
        process.wait(timeout=20)
        os.close(incoming)
        os.close(outgoing)
