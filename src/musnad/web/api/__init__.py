"""The desk for programs: everything in the store as JSON, to read for everybody and to write with a token."""

from musnad.web.api.app import create_api

__all__ = ["create_api"]
