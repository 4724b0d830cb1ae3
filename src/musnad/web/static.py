"""Files that we serve as they are: styles, fonts, a small script; a browser keeps them until they change."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

FOLDER = Path(__file__).parent / "static"
KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
}
router = APIRouter(include_in_schema=False)


@router.get("/static/{path:path}")
def static(path: str) -> FileResponse:
    """One of our files."""
    if path not in names():
        raise HTTPException(404)
    file = FOLDER / path
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return FileResponse(file, media_type=KINDS[file.suffix], headers=kept)


@cache
def static_url(path: str) -> str:
    """The address of one of our files, another one when it changes."""
    return f"/static/{path}?v={hashlib.sha256((FOLDER / path).read_bytes()).hexdigest()[:12]}"


@cache
def names() -> frozenset[str]:
    """All of our files."""
    return frozenset(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in KINDS)
