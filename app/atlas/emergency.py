"""Emergency numbers of the countries that a visitor can choose."""

from __future__ import annotations

from dataclasses import dataclass

from app.support.translation import Translate


@dataclass(frozen=True, slots=True)
class Country:
    """A country, or a union of countries, and the number to call for an ambulance."""

    id: str
    number: str


COUNTRIES = (
    Country("us", "911"),  # 911.gov
    Country("ca", "911"),  # crtc.gc.ca, 9-1-1 services
    Country("gb", "999"),  # nhs.uk, when to call 999
    Country("eu", "112"),  # Directive (EU) 2018/1972, article 109
)


def country_name(country: Country, translate: Translate) -> str:
    """Return the name of a country."""
    return {
        "us": translate("Countries", "United States"),
        "ca": translate("Countries", "Canada"),
        "gb": translate("Countries", "United Kingdom"),
        "eu": translate("Countries", "European Union"),
    }[country.id]


def emergency_number(country: str) -> str:
    """Return the number of a country by its id, or "" if the country is not known."""
    return next((known.number for known in COUNTRIES if known.id == country), "")


def emergency_text(number: str, translate: Translate) -> str:
    """Return the number, or the words that replace an unknown number in a sentence."""
    return number or translate("Emergency", "your local emergency number")


def emergency_heading(number: str, translate: Translate) -> str:
    """Return the line with the emergency number that heads the lists of when to call."""
    text = translate("Emergency", "Emergency: {number}")
    return text.format(number=emergency_text(number, translate))
