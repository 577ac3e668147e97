"""What does it mean that pip could not download something? One sentence instead of pip's page."""

from __future__ import annotations

#: What pip says in the end, whatever the reason was.
MISSED = ("No matching distribution", "conflicting dependencies", "Max retries", "timed out", "Connection broken",
          "Connection aborted")  # fmt: skip
_NO_NETWORK = "There is no network, or the place where Python packages come from cannot be reached."
_BROKE_OFF = "The network is too slow, or it broke off."
#: What it says on the way there, and what that means; the first that is found holds.
CAUSES = {
    "CERTIFICATE_VERIFY_FAILED": "This network shows a certificate that Python does not trust; ask whoever runs it.",
    "ProxyError": "The proxy that https_proxy or http_proxy names did not let the download through.",
    "NewConnectionError": _NO_NETWORK,
    "NameResolutionError": _NO_NETWORK,
    "ConnectTimeoutError": _NO_NETWORK,
    "ReadTimeoutError": _BROKE_OFF,
    "IncompleteRead": _BROKE_OFF,
    "ProtocolError": _BROKE_OFF,
}


def not_downloaded(text: str) -> str | None:
    """Return why pip could not download what it needs, or None if it failed for another reason.

    Parameters
    ----------
    text : str
        Everything that pip said, with its log.
    """
    if not any(words in text for words in MISSED):
        return None
    return next((meaning for word, meaning in CAUSES.items() if word in text), None)
