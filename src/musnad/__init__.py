"""Musnad reads Arabic news as it stands on the web: who said what, on whose word?"""
