"""The emergency numbers of the countries that can be chosen; elsewhere none is named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or a union of them, and the number that brings an ambulance."""

    id: str
    name: str
    number: str


COUNTRIES = (
    Country("us", "United States", "911"),  # 911.gov
    Country("ca", "Canada", "911"),  # crtc.gc.ca, 9-1-1 services
    Country("gb", "United Kingdom", "999"),  # nhs.uk, when to call 999
    Country("eu", "European Union", "112"),  # Directive (EU) 2018/1972, article 109
)


LOCAL_EMERGENCY_TEXT = "your local emergency number"
"""Stands in an English sentence for a number that is not known."""


def emergency_number(country: str) -> str:
    """The number of a country, or "" where it is not known."""
    return next((known.number for known in COUNTRIES if known.id == country), "")
