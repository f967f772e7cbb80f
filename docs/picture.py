"""The built site -> docs/site.png, the picture at the head of the README. `make picture` runs it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HOME = Path(__file__).parents[1]
PAGE = HOME / "public" / "briefings" / "biden-ends-combat-mission.html"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None or not PAGE.exists():
        print("needs a Chromium or Chrome, and a built site: make site", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1360, "height": 850})
        page.goto(PAGE.as_uri() + "#Article")
        page.wait_for_timeout(300)
        page.screenshot(path=HOME / "docs" / "site.png")
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
