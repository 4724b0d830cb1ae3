"""What answers and bodies look like, of invented persons in an invented country; a test holds them to their schemas."""

from __future__ import annotations

from typing import Any

_STATEMENT = {
    "id": "2bc110491fa02dca.0.a0", "article": "2bc110491fa02dca.0", "title": "وزير الري يعلن خطة جديدة",
    "outlet": "صدى الجبل", "day": "2025-04-08", "speaker": "وزير الري زياد الحمداني",
    "speaker_id": "name:زياد-الحمداني", "unnamed": False, "kind": "statement", "manner": "indirect",
    "text": "الخطة تبدأ في الربيع", "content": [62, 82], "cue": [30, 33], "source": [34, 57], "strength": "neutral",
    "rule": "verb", "chain": [{"name": "صدى الجبل", "id": None, "type": "outlet", "basis": "publisher"}],
}  # fmt: skip
_STANCE = {
    "id": "2bc110491fa02dca.0.s0", "article": "2bc110491fa02dca.0", "outlet": "صدى الجبل", "day": "2025-04-08",
    "actor": "المعارضة في نورستان", "actor_id": None, "stance": "opposes", "initiative": "خطة الري",
    "initiative_id": "initiative:487f6fd9478df98a", "text": "ترفض المعارضة في نورستان خطة الري",
    "evidence": [120, 153], "attribution": "2bc110491fa02dca.0.a1", "rule": "verb",
}  # fmt: skip
EXAMPLES: dict[str, Any] = {
    "StatementList": {"items": [_STATEMENT], "next": "WyJhYmNkMTIzNCIsMSwwXQ"},
    "StanceList": {"items": [_STANCE], "next": None},
    "PastedPage": {"text": "وزير الري يعلن خطة جديدة\n\nقال وزير الري زياد الحمداني إن الخطة تبدأ في الربيع."},
    "NewCorrection": {
        "finding": "2bc110491fa02dca.0.a0", "verdict": "correct", "who": "سلمى", "changes": {"kind": "call"},
        "note": "الوزير يدعو ولا يخبر",
    },
    "Problem": {
        "type": "about:blank", "title": "Not there", "status": 404,
        "detail": "2bc11049.7: the page holds 1 articles, counted from 0",
    },
}  # fmt: skip
"""By the name of the schema."""
