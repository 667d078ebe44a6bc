"""The words of the window in the language of the walk: steps name them in English, as the code does."""

import re
import xml.etree.ElementTree as xml
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"


def plain(text):
    """As assistive technology hears it: without the marks of mnemonics."""
    return re.sub(r"&(.)", r"\1", text)


class Words:
    def __init__(self, language):
        """`language` is "en" or "zh"."""
        self.language = language
        self._known = {}
        names = ["braid_catalogue_en.ts"] if language == "en" else ["braid_zh_CN.ts", "braid_catalogue_zh_CN.ts"]
        for name in names:
            for message in xml.parse(FOLDER / name).getroot().iter("message"):
                source = plain(message.findtext("source") or "")
                translation = plain(message.findtext("translation") or "")
                if translation:
                    self._known.setdefault(source, set()).add(translation)

    def __call__(self, english):
        """All the ways `english` is said in this language: one source may be said differently in different places."""
        if self.language == "en":
            return {english} | self._known.get(english, set())
        if english not in self._known:
            raise AssertionError(f"“{english}” has no Chinese words in resources/translations")
        return self._known[english]

    def of(self, language):
        """The same words in that language."""
        return self if language == self.language else Words(language)

    def pattern(self, english):
        """A regular expression for a sentence with places (%1, %2 …), whatever stands in them."""
        ways = [re.sub(r"%\d", ".*", re.escape(way).replace("\\%", "%")) for way in self(english)]
        return re.compile("|".join(ways), re.DOTALL)
