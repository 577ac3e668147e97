"""Does the hub refuse a mistake in settings.toml, and say which?"""

import tomllib

import pytest
from kethub import settings


def written(tmp_path, text):
    path = tmp_path / "settings.toml"
    path.write_text(text)
    return path


def test_without_a_file_all_is_default(tmp_path):
    assert settings.read(tmp_path / "none.toml") == settings.DEFAULTS


def test_the_file_for_the_school_shows_every_setting_with_its_default(hub):
    lines = (hub / "settings.toml").read_text().splitlines()
    bare = [line.removeprefix("# ") for line in lines if line.startswith("[") or " = " in line]
    assert tomllib.loads("\n".join(bare)) == settings.DEFAULTS


def test_what_the_file_names_changes_and_the_rest_stays(tmp_path):
    read = settings.read(written(tmp_path, '[student]\ncpus = 2\n[class]\nteachers = ["ms-a"]\n'))
    assert read["student"]["cpus"] == 2.0
    assert read["student"]["memory_mb"] == 1024
    assert read["class"]["teachers"] == ["ms-a"]
    assert settings.DEFAULTS["class"]["teachers"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[web\n", "cannot be read"),
        ("[webs]\nport = 1\n", "no part"),
        ("port = 80\n", "no part"),
        ("[web]\nprot = 80\n", "has no prot"),
        ('[web]\nport = "80"\n', "port in .web. should be like 8000"),
        ("[web]\nport = true\n", "port in .web. should be like 8000"),
        ("[web]\nport = 0\n", "at least 1"),
        ("[web]\nport = 65535\n", "at most 65534"),
        ("[web]\nport = 982\n", "takes two ports"),
        ("[student]\nmemory_mb = 100\n", "at least 400"),
        ("[class]\npassword_length = 4\n", "at least 8"),
        ('[class]\nteachers = ["Ms A"]\n', "cannot be a name"),
        ('[machine]\naccount_prefix = "kl"\n', "cannot begin accounts"),
        ('[web]\nkey = "k.pem"\n', "belong together"),
        ('[web]\naddress = "0.0.0.0"\n', "passwords in the open"),
        ('[web]\naddress = "::"\n', "passwords in the open"),
        ('[web]\nbehind_https = true\nsubdomains_of = "http://hub.example.org"\n', "should be like 'https://hub"),
        ('[web]\nbehind_https = true\nsubdomains_of = "https://hub.example.org/"\n', "should be like 'https://hub"),
        ('[web]\nbehind_https = true\nsubdomains_of = "https://Hub.example.org"\n', "should be like 'https://hub"),
        ('[web]\nsubdomains_of = "https://hub.example.org"\n', "needs HTTPS"),
    ],
)
def test_a_mistake_is_named(tmp_path, text, said):
    with pytest.raises(ValueError, match=said):
        settings.read(written(tmp_path, text))


@pytest.mark.parametrize("more", ['key = "k"\ncertificate = "c"\n', "behind_https = true\n"])
def test_others_may_reach_it_with_https(tmp_path, more):
    assert settings.read(written(tmp_path, f'[web]\naddress = "0.0.0.0"\n{more}'))["web"]["address"] == "0.0.0.0"
