"""The desk in a browser: pages in Arabic and English over one store; what is to be read waits for a worker."""

from musnad.web.app import create_app

__all__ = ["create_app"]
