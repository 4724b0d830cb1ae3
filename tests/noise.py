"""Generated Arabic noise: letters, marks, quotes, digits, bidi and presentation forms in any order."""

from __future__ import annotations

from hypothesis import strategies as st

_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىةٱپچڤگکی"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0653\u0654\u0655ـ"
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069\ufeff\u00ad\u061c"
_FORMS = "ﻻﻷﷲﷺﻼﺍﻟﻌﺮﺑﻴﺔﭖﱞﹰﹷ﴾﴿"
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵"
_POINTS = ".,،؛;:!?؟…-–—/%٪٫٬()[]{}*•|_#@&"
_QUOTES = "«»“”„‟\"''‘’‹›<>"
_SPACES = " \n\t\u00a0\u2009\u2028\r"
_LATIN = "abcXYZéÉßİO'’-"
_ODD = "\ud800\udfff\x00\ufffd😀\ufe0f中a\u0301²Ⅷ"

chars = st.sampled_from(
    _LETTERS + _MARKS + _UNSEEN + _FORMS + _DIGITS + _POINTS + _QUOTES + _SPACES + _LATIN + _ODD
) | st.characters(codec=None)
phrases = st.sampled_from([
    "قال", "وأضاف", "الوزير", "د. ", "أ.ف.ب", "U.S. ", ". ", "؟ ", " «", "» ", ' "', '" ', "\n", "\n\n", "، ", "3.5%",
    "13/08/2016", "2018-01-21", "تشرين الأول", "أكتوبر", "الاثنين", "عام", "هـ", "خمسة", "عشر", "ألف", "مليون", "و",
    "مئتي", "1.500.000", "٢٠١٧", " 12 ", "كانون الثاني/يناير", "(", ")", "صفر 1438",
])  # fmt: skip
arabic = st.text("ابتجدرسعفقكلمنهوي", min_size=1, max_size=8)
texts = st.lists(st.one_of(chars, phrases, arabic, st.just(" ")), max_size=60).map("".join)
