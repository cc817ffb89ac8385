"""Configuration files into Config: what is read, what is warned about, what is refused."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from enum import Enum
from pathlib import Path

import attrs
import pytest

from neolith_trio.config import (
    CACHE_VARIABLE,
    DATA_VARIABLE,
    MAX_CALL_DEPTH,
    SETTINGS,
    Certificate,
    Charset,
    Config,
    Dialect,
    MappingOrder,
    Mount,
    Port,
    PortKind,
    Profile,
    Telnet,
    program_cache_dir,
    user_data_dir,
)
from neolith_trio.config.kinds import Command
from neolith_trio.errors import ConfigError
from neolith_trio.protocols.telnet.offers import Offers

Write = Callable[..., Path]

LEAST = "MudlibDir lib\nMasterFile /master.c\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a configuration file beside a mudlib without programs and say where it is."""
    for directory in ("include", "secure/include"):
        (tmp_path / "lib" / directory).mkdir(parents=True)
    (tmp_path / "lib" / "include" / "global.h").write_text("")
    (tmp_path / "lib" / "master.c").write_text("")

    def write(text: str, least: str = LEAST) -> Path:
        path = tmp_path / "mud.conf"
        path.write_bytes((least + text).encode("utf-8", "surrogateescape"))
        return path

    return write


def test_the_least_configuration_has_the_defaults_of_the_reference(write: Write) -> None:
    """Two settings are enough; everything else has the value Neolith gives it."""
    config = Config.load(write(""))

    assert config.mudlib_dir.name == "lib"
    assert config.master_file == "/master.c"
    limits = (config.max_evaluation_cost, config.max_call_depth, config.max_array_size, config.max_string_length)
    assert limits == (1_000_000, 50, 15_000, 200_000)
    assert (config.cleanup_duration, config.reset_duration) == (600, 1800)
    assert (config.profile, config.charset) == (Profile.NEOLITH, Charset.BYTES)
    assert (config.ports, config.bind_addresses, config.warnings) == ((), (), ())


def test_names_are_read_in_any_case_and_values_to_the_end_of_the_line(write: Write) -> None:
    """A value may hold spaces and a `#`; white space around it does not count, and CR LF ends a line as well."""
    config = Config.load(write("  mUDnAME \t The # of Mud  \r\n# MudName not this\n\nMAXARRAYSIZE 7\t\n"))

    assert config.mud_name == "The # of Mud"
    assert config.max_array_size == 7


def test_a_setting_without_a_value_is_an_empty_text(write: Write) -> None:
    """A name with nothing after it does not swallow the line below."""
    config = Config.load(write("MudName\nDefaultFailMsg What?\n"))

    assert config.mud_name == ""
    assert config.default_fail_message == "What?"


def test_an_unknown_setting_is_a_warning_with_its_line_and_a_suggestion(write: Write) -> None:
    """A slip of the pen does not keep a MUD from starting, but it is not silent either."""
    config = Config.load(write("MaxAraySize 7\nZorkmids 3\n"))

    assert config.max_array_size == 15_000
    near, far = config.warnings
    assert "mud.conf:3: unknown setting 'MaxAraySize'" in near
    assert "did you mean MaxArraySize?" in near
    assert "mud.conf:4: unknown setting 'Zorkmids'" in far
    assert "did you mean" not in far


def test_the_first_of_two_values_counts(write: Write) -> None:
    """As in the reference; the second is a warning that names the line of the first."""
    config = Config.load(write("MaxArraySize 7\nMaxArraySize 8\n"))

    assert config.max_array_size == 7
    assert config.warnings[0].endswith("mud.conf:4: MaxArraySize is set again; line 3 counts")


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("MaxArraySize many", "a whole number of at least 1"),
        ("MaxArraySize 0", "a whole number of at least 1"),
        ("MaxArraySize 10k", "a whole number of at least 1"),
        ("MaxArraySize", "a whole number of at least 1"),
        ("ResetDuration -1", "a whole number of at least 0"),
        ("MaxCallDepth 1001", "a whole number from 1 to 1000 (deeper recursion would overrun the stack"),
        ("LogWithDate maybe", "yes, true, on or 1"),
        ("Port 4000:gopher", "NUMBER:KIND"),
        ("Port 65536", "65535"),
        ("Port 0x10:telnet", "one of the kinds telnet, telnets, ascii"),
        ("Port 4000:telnets key=a.pem", "cert=FILE key=FILE"),
        ("Port 4000:telnet proxie", "the word proxy"),
        ("TrustedProxy example.org", "a network such as 10.0.0.0/8"),
        ("TrustedProxy 10.0.0.1/8", "a network such as 10.0.0.0/8"),
        ("WebOrigin mud.example.com", "an origin such as https://mud.example.com"),
        ("WebRoot nowhere", "an existing directory"),
        ("TlsKey", "the path of a file"),
        ("BindAddress example.org", "an IPv4 or IPv6 address"),
        ("Profile ldmud", "neolith or mudos or fluffos"),
        ("Charset koi8", "bytes or utf-8"),
        ("HttpProxy proxy", "an address such as http://localhost:8080"),
        ("AgentUrl localhost", "an address such as http://localhost:8080"),
        ("IncludeDir /include:/../etc", "without '..'"),
        ("SimulEfunFile ../simul.c", "a path inside the mudlib"),
        ("Mount /save nowhere rw", "NAME DIRECTORY rw|ro"),
        ("Mount /save lib", "NAME DIRECTORY rw|ro"),
        ("Mount save lib rw", "NAME DIRECTORY rw|ro"),
        ("Mount / lib rw", "NAME DIRECTORY rw|ro"),
        ("Mount /a/../../b lib rw", "NAME DIRECTORY rw|ro"),
    ],
)
def test_a_bad_value_names_file_line_setting_and_what_is_allowed(write: Write, line: str, allowed: str) -> None:
    """Whoever reads the message can mend the file without a manual."""
    path = write("# a comment\n" + line + "\n")

    with pytest.raises(ConfigError) as caught:
        Config.load(path)

    message = str(caught.value)
    assert message.startswith(f"{path}:4: {line.split()[0]}: ")
    assert repr(line.partition(" ")[2]) in message
    assert allowed in message


@pytest.mark.parametrize("name", ["MudlibDir", "MasterFile"])
def test_what_has_no_default_must_be_there(write: Write, name: str) -> None:
    """The message shows what a line would look like."""
    path = write("", least="".join(line + "\n" for line in LEAST.splitlines() if not line.startswith(name)))

    with pytest.raises(ConfigError, match=rf"mud\.conf: {name} is missing; add a line such as '{name} /"):
        Config.load(path)


def test_a_mudlib_directory_that_is_not_there_is_refused(write: Write) -> None:
    """Better at the start than at the first file."""
    with pytest.raises(ConfigError, match=r"mud\.conf:1: MudlibDir: 'elsewhere' is not allowed; give the path"):
        Config.load(write("", least=LEAST.replace(" lib", " elsewhere")))


def test_a_mudlib_directory_that_may_not_be_read_is_refused(write: Write, tmp_path: Path) -> None:
    """Nothing in it would be found, and nobody would say why."""
    (tmp_path / "lib").chmod(0o000)
    try:
        if os.access(tmp_path / "lib", os.R_OK):
            pytest.skip("this user may read everything")
        with pytest.raises(ConfigError, match="give the path of an existing directory that may be read"):
            Config.load(write(""))
    finally:
        (tmp_path / "lib").chmod(0o700)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("IncludeDir /include:/nowhere", "IncludeDir: there is no directory {}/lib/nowhere"),
        ("IncludeDir /include:/saved/nowhere", "IncludeDir: there is no directory {}/save/nowhere"),
        ("GlobalInclude <nowhere.h>", "GlobalInclude: nowhere.h is neither in the mudlib nor in IncludeDir"),
        ("AgentKeyFile nowhere", "AgentKeyFile: {}/nowhere cannot be read"),
        ("GitCredentials nowhere", "GitCredentials: {}/nowhere cannot be read"),
    ],
)
def test_what_is_named_and_not_there_is_a_warning(write: Write, tmp_path: Path, line: str, said: str) -> None:
    """The mud runs without it, and later nobody would think of the configuration."""
    (tmp_path / "save").mkdir()
    config = Config.load(write(f"Mount /saved save rw\n{line}\n"))

    assert [warning.removeprefix(f"{config.source}: ").partition(";")[0] for warning in config.warnings] == [
        said.format(tmp_path)
    ]


@pytest.mark.parametrize("header", ["<global.h>", '"/include/global.h"'])
def test_a_header_for_all_programs_that_is_there_is_no_warning(write: Write, header: str) -> None:
    """It is looked for as #include looks for it."""
    assert Config.load(write(f"IncludeDir /include\nGlobalInclude {header}\n")).warnings == ()


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """The system's reason is part of the message."""
    with pytest.raises(ConfigError, match=r"none\.conf: the configuration file cannot be read: No such file"):
        Config.load(tmp_path / "none.conf")


def test_ports_come_with_and_without_a_protocol(write: Write) -> None:
    """Any number of them, in the order of the file."""
    config = Config.load(write("Port 4000\nPort 4001:ASCII\nPort 0:binary\n"))

    assert config.ports == (Port(4000), Port(4001, PortKind.ASCII), Port(0, PortKind.BINARY))
    assert [str(port) for port in config.ports] == ["4000:telnet", "4001:ascii", "0:binary"]


def test_ports_with_tls_show_a_certificate(write: Write, tmp_path: Path) -> None:
    """Their own, or that of the settings; the key may be in the same file, and any kind can have one."""
    config = Config.load(
        write(
            "Port 4443:telnets\nPort 8443:websockets proxy cert=own.pem key=my keys/own.key\nPort 1:ascii cert=a.pem\n"
            "Port 4000\nTlsCertificate mud.pem\nTrustedProxy ::1\n"
        )
    )

    here = tmp_path.resolve()
    assert [config.certificate_of(port) for port in config.ports] == [
        Certificate(here / "mud.pem", here / "mud.pem"),
        Certificate(here / "own.pem", here / "my keys" / "own.key"),
        Certificate(here / "a.pem", here / "a.pem"),
        None,
    ]
    assert [port.is_encrypted for port in config.ports] == [True, True, True, False]
    assert [port.behind_proxy for port in config.ports] == [False, True, False, False]
    assert str(config.ports[1]) == "8443:websockets proxy"


@pytest.mark.parametrize(
    ("line", "missing"), [("Port 4443:telnets", "TlsCertificate"), ("Port 4000:telnet proxy", "TrustedProxy")]
)
def test_a_port_that_lacks_something_is_refused(write: Write, line: str, missing: str) -> None:
    """TLS without a certificate, a proxy whom nobody trusts: the message names the setting."""
    with pytest.raises(ConfigError, match=rf"Port {line.split()[1]}.*{missing}"):
        Config.load(write(line + "\n"))


def test_who_is_trusted_and_whose_pages_may_connect(write: Write) -> None:
    """Any number of each."""
    proxies, origins = ("10.0.0.0/8", "::1"), ("https://Mud.Example.com", "*")
    lines = [f"TrustedProxy {each}\n" for each in proxies] + [f"WebOrigin {each}\n" for each in origins]
    config = Config.load(write("".join(lines)))

    assert [str(each) for each in config.trusted_proxies] == ["10.0.0.0/8", "::1/128"]
    assert config.web_origins == ("https://mud.example.com", "*")


@pytest.mark.parametrize(
    ("lines", "addresses"),
    [
        ("", ()),
        ("BindAddress localhost\nBindAddress 127.0.0.1\n", ("127.0.0.1", "::1")),
        ("BindAddress 192.0.2.1\nBindAddress *\n", ()),
    ],
)
def test_addresses_to_listen_on(write: Write, lines: str, addresses: tuple[str, ...]) -> None:
    """None at all stands for every interface, and so does a star among others."""
    assert Config.load(write(lines)).bind_addresses == addresses


def test_mounts_are_relative_to_the_configuration_file(write: Write, tmp_path: Path) -> None:
    """The directory may hold spaces, and the mode is a word of its own."""
    (tmp_path / "my data").mkdir()
    config = Config.load(write("Mount /save my data rw\nMount /old/ lib RO\n"))

    assert config.mounts == (
        Mount("/save", (tmp_path / "my data").resolve(), writable=True),
        Mount("/old", (tmp_path / "lib").resolve(), writable=False),
    )


def test_a_name_is_mounted_once(write: Write) -> None:
    """Two directories under one name would hide each other."""
    with pytest.raises(ConfigError, match="/save is mounted twice"):
        Config.load(write("Mount /save lib rw\nMount /save lib ro\n"))


def test_texts_that_lpc_sees_are_in_the_charset_of_the_mudlib(write: Write) -> None:
    """With `bytes` an LPC string holds the bytes of UTF-8 text, one a character; nothing is lost either way."""
    name = "Tür\udcff"

    in_bytes = Config.load(write(f"MudName {name}\n"))
    in_utf8 = Config.load(write(f"Charset UTF8\nMudName {name}\n"))

    assert in_bytes.mud_name == "T\xc3\xbcr\xff"
    assert in_utf8.mud_name == name
    assert [each.charset.from_lpc(each.mud_name) for each in (in_bytes, in_utf8)] == [name, name]


def test_the_profile_chooses_the_charset_unless_the_file_does(write: Write) -> None:
    """FluffOS thinks in UTF-8, the older drivers in bytes; the order of the lines does not matter."""
    assert Config.load(write("Profile mudos\n")).charset is Charset.BYTES
    assert Config.load(write("Profile fluffos\n")).charset is Charset.UTF8
    assert Config.load(write("Charset bytes\nProfile fluffos\n")).charset is Charset.BYTES


def test_the_log_is_relative_to_the_mudlib_and_needs_both_settings(write: Write, tmp_path: Path) -> None:
    """Without LogDir the log goes to standard error, whatever DebugLogFile says."""
    lib = (tmp_path / "lib").resolve()

    assert Config.load(write("DebugLogFile debug.log\n")).debug_log_path is None
    assert Config.load(write("LogDir log\n")).debug_log_path is None
    assert Config.load(write("LogDir log\nDebugLogFile debug.log\n")).debug_log_path == lib / "log" / "debug.log"
    absolute = tmp_path / "elsewhere"
    assert Config.load(write(f"LogDir {absolute}\nDebugLogFile d\n")).debug_log_path == absolute.resolve() / "d"


def test_get_config_numbers_reach_the_settings(write: Write) -> None:
    """The numbers are those of the reference's runtime_config.h; what does not exist here reads 0 or empty."""
    config = Config.load(write("MudName Oak\nPort 4000\nIncludeDir /:/include\nLogWithDate on\nDefaultFailMsg Eh?\n"))

    texts = [config.lookup(number) for number in (0, 5, 7, 12, 13, 49)]
    assert texts == ["Oak", "/:/include", "/master.c", "Eh?", "", ""]
    assert [config.lookup(number) for number in (50, 52, 53, 58, 60, 61, 64, 72, 80)] == [
        4000, 600, 1800, 1_000_000, 50, 15_000, 200_000, 1, 2,
    ]  # fmt: skip
    assert config.lookup(2) == config.mudlib_dir_text
    assert attrs.evolve(config, mudlib_dir_text=None).lookup(2) == str(config.mudlib_dir)
    assert [config.lookup(number) for number in (-1, 104, 999)] == [None, None, None]
    assert all(type(config.lookup(number)) in (int, str) for number in range(104))


def _as_written(value: bool | Enum) -> str:
    return str(value.value) if isinstance(value, Enum) else "yes" if value else "no"


def test_every_setting_is_in_the_manual() -> None:
    """docs/config.md names every setting, with its default where it has a plain one, and no setting that is none."""
    manual = (Path(__file__).parent.parent / "docs" / "config.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \|", manual, re.MULTILINE))

    assert set(rows) == {setting.name for setting in SETTINGS}
    for setting in SETTINGS:
        by_profile = next((kind for kind in (Dialect, Telnet) if setting.field in attrs.fields_dict(kind)), None)
        if by_profile is not None:
            wanted = [getattr(by_profile.of(profile, {}), setting.field) for profile in Profile]
            assert rows[setting.name].strip() == " / ".join(map(_as_written, wanted)), setting.name
            continue
        default = getattr(attrs.fields(Config), setting.field).default
        if type(default) is int:
            assert rows[setting.name].strip().replace(",", "") == str(default), setting.name
        if type(default) is bool:
            assert rows[setting.name].strip() == ("yes" if default else "no"), setting.name


def test_ports_offer_what_a_line_says_or_the_profile() -> None:
    """Every option that the configuration knows is one that a port can offer, and the other way round."""
    assert [field.name for field in attrs.fields(Telnet)] == [field.name for field in attrs.fields(Offers)]


@pytest.mark.parametrize(("profile", "gmcp"), [("neolith", False), ("mudos", False), ("fluffos", True)])
def test_options_of_telnet_have_a_default_by_profile(write: Write, profile: str, gmcp: bool) -> None:
    """A line overrides one of them."""
    by_itself = Config.load(write(f"Profile {profile}\n")).telnet
    chosen = Config.load(write(f"Profile {profile}\nEnableGmcp {'no' if gmcp else 'yes'}\n")).telnet

    assert by_itself.gmcp is gmcp
    assert chosen == attrs.evolve(by_itself, gmcp=not gmcp)


def test_options_of_telnet_by_their_names_in_fluffos(write: Write) -> None:
    """`enable gmcp : 0` and its kin."""
    text = "\n".join(f"enable {name} : {int(name in ('mxp', 'zmp'))}" for name in _ENABLED)
    config = Config.load(write(FLUFFOS + text, least=""))

    assert [getattr(config.telnet, name) for name in _ENABLED] == [name in ("mxp", "zmp") for name in _ENABLED]


_ENABLED = ("mxp", "gmcp", "zmp", "mssp", "msp", "msdp")


def test_a_profile_decides_the_dialect_and_a_line_overrides_one_option(write: Write) -> None:
    """One option is as the line says, the others stay as the profile has them."""
    config = Config.load(write("Profile mudos\nReversibleExplode yes\nMappingOrder insertion\n"))

    assert config.dialect == attrs.evolve(
        Dialect.of(Profile.MUDOS, {}), reversible_explode=True, mapping_order=MappingOrder.INSERTION
    )


def test_local_options_decide_before_the_profile_and_after_a_line(write: Write) -> None:
    """What a mudlib's options define or undefine counts, but for what the configuration says itself."""
    path = write("Profile fluffos\nNoAnsi yes\n")
    (path.parent / "local_options").write_text(
        "#define REVERSIBLE_EXPLODE_STRING\n#undef AUTO_SETEUID\n#undef NO_ANSI\n"
    )
    dialect = Config.load(path).dialect

    assert (dialect.reversible_explode, dialect.auto_seteuid, dialect.no_ansi) == (True, False, True)
    macros = dialect.macros()
    assert macros["__REVERSIBLE_EXPLODE_STRING__"] == ""
    assert macros["__AUTO_SETEUID__"] is None


def test_local_options_decide_how_often_hearts_beat(write: Write) -> None:
    """In seconds, as people who built such a driver wrote it; a line of the configuration counts more."""
    path = write("Profile fluffos\n")
    (path.parent / "local_options").write_text("#define HEARTBEAT_INTERVAL 3 /* seconds */\n")

    assert Config.load(path).heart_beat_interval == 3000
    path.write_text(path.read_text() + "HeartBeatInterval 500\n")
    assert Config.load(path).heart_beat_interval == 500


FLUFFOS = """\
# a comment
name : The Oak
mudlib directory : ./lib
master file : /secure/master
simulated efun file : /secure/simul_efun
include directories : /include:/secure/include
global include file : <global.h>
log directory : /log
debug log file : debug.log
mud ip : 127.0.0.1
external_port_1 : telnet 6666
external_port_2: websocket 7777
swap file : /swap
default fail message :
time to clean up : 7200
maximum call depth : 150
maximum arry size : 3
"""


def test_a_fluffos_file_is_told_by_its_content(write: Write, tmp_path: Path) -> None:
    """Its settings mean the same here; its profile is FluffOS's and so is the charset."""
    config = Config.load(write(FLUFFOS, least=""))

    assert (config.profile, config.charset) == (Profile.FLUFFOS, Charset.UTF8)
    assert (config.mud_name, config.mudlib_dir) == ("The Oak", (tmp_path / "lib").resolve())
    assert (config.master_file, config.simul_efun_file) == ("/secure/master", "/secure/simul_efun")
    assert config.include_dirs == ("/include", "/secure/include")
    assert config.debug_log_path == (tmp_path / "lib" / "log" / "debug.log").resolve()
    assert (config.ports, config.bind_addresses) == ((Port(6666), Port(7777, PortKind.WEBSOCKET)), ("127.0.0.1",))
    assert (config.cleanup_duration, config.max_call_depth) == (7200, 150)
    assert config.default_fail_message is None


def test_a_fluffos_file_warns_in_its_own_words(write: Write) -> None:
    """A port that is not served and a name nobody knows; what merely has no effect here is passed over."""
    config = Config.load(write(FLUFFOS.replace("websocket", "MUD"), least=""))

    port, unknown = config.warnings
    assert "mud.conf:12: external_port_2: a port of kind 'mud' is not served" in port
    assert "mud.conf:17: unknown setting 'maximum arry size'" in unknown


def test_fluffos_ports_with_tls_and_pages(write: Write, tmp_path: Path) -> None:
    """The line about TLS may stand before or behind that of its port."""
    (tmp_path / "www").mkdir()
    text = FLUFFOS + (
        "external_port_3_tls : cert=etc/cert.pem key=etc/key.pem\nexternal_port_3 : websocket 8443\n"
        "external_port_1_tls : key=k.pem cert=c.pem\nwebsocket http dir : www\n"
    )
    config = Config.load(write(text, least=""))

    here = tmp_path.resolve()
    assert config.ports == (
        Port(6666, PortKind.TELNET, certificate=Certificate(here / "c.pem", here / "k.pem")),
        Port(7777, PortKind.WEBSOCKET),
        Port(8443, PortKind.WEBSOCKET, certificate=Certificate(here / "etc/cert.pem", here / "etc/key.pem")),
    )
    assert config.web_root == here / "www"


def test_a_fluffos_file_whose_pages_are_elsewhere_starts(write: Write) -> None:
    """The path is often that of another driver's source: a warning."""
    config = Config.load(write(FLUFFOS + "websocket http dir : ../fluffos/src/www\n", least=""))

    assert config.web_root is None
    assert "'../fluffos/src/www' is no directory; the client in the package" in config.warnings[0]


def test_switches_of_fluffos_that_stand_still(write: Write) -> None:
    """They make a file FluffOS's too; one that stands elsewhere is told. The heart beat is what the file says."""
    switches = "sane sorting : 1\nrandomized resets : 0\nlazy resets : 1\ntrace : 1\nenable mssp : 1\n"
    switches += "heartbeat interval msec : 2500\n"
    config = Config.load(write(FLUFFOS.replace("maximum arry size : 3\n", switches), least=""))

    assert "randomized resets: it is 1 here, and cannot be 0" in config.warnings[-1]
    assert config.dialect.lazy_resets
    assert config.heart_beat_interval == 2500
    assert not any("unknown" in one for one in config.warnings)


def test_the_older_name_of_a_port_counts_only_alone(write: Write) -> None:
    """A file for drivers of two ages names the same port twice."""
    old = FLUFFOS.replace("external_port", "# ") + "port number : 5555\n"

    assert Config.load(write(old, least="")).ports == (Port(5555),)
    assert Config.load(write(FLUFFOS + "port number : 6666\n", least="")).ports[0] == Port(6666)


def test_settings_of_this_driver_may_stand_in_a_fluffos_file(write: Write) -> None:
    """In either form; a line of no form at all is a warning that quotes it."""
    config = Config.load(write(FLUFFOS + "Profile mudos\ncharset : bytes\nPort 1:ascii\nnonsense\n", least=""))

    assert (config.profile, config.charset) == (Profile.MUDOS, Charset.BYTES)
    assert config.ports == (Port(6666), Port(7777, PortKind.WEBSOCKET), Port(1, PortKind.ASCII))
    assert "unknown setting 'nonsense'" in config.warnings[-1]


def test_a_bad_value_in_a_fluffos_file_is_named_as_it_is_there(write: Write) -> None:
    """The message speaks of `maximum array size`, not of MaxArraySize."""
    path = write(FLUFFOS + "maximum array size : lots\n", least="")

    with pytest.raises(ConfigError, match=r"mud\.conf:18: maximum array size: 'lots' is not allowed; give a whole"):
        Config.load(path)


def test_an_lpc_file_alone_brings_its_own_mudlib(write: Write, tmp_path: Path) -> None:
    """The directory of the file is the mudlib, and the file is the master object."""
    config = Config.for_application(tmp_path / "lib" / "master.c")

    assert (config.mudlib_dir, config.master_file) == ((tmp_path / "lib").resolve(), "/master.c")
    assert (config.ports, config.simul_efun_file) == ((), None)


def test_an_lpc_file_with_a_configuration_stands_for_its_master(write: Write, tmp_path: Path) -> None:
    """Everything else is the configuration's; MasterFile may even be missing there."""
    tools = tmp_path / "lib" / "tools"
    tools.mkdir()
    (tools / "app.c").write_text("")
    path = write("SimulEfunFile /simul.c\n", least="MudlibDir lib\n")

    config = Config.choose(path, tools / "app.c")

    assert (config.master_file, config.simul_efun_file) == ("/tools/app.c", "/simul.c")
    assert config.mudlib_dir == (tmp_path / "lib").resolve()


def test_an_lpc_file_outside_the_mudlib_is_refused(write: Write, tmp_path: Path) -> None:
    """Also when a link inside the mudlib leads to it: the real path counts."""
    (tmp_path / "app.c").write_text("")
    (tmp_path / "lib" / "link.c").symlink_to(tmp_path / "app.c")

    for file in (tmp_path / "app.c", tmp_path / "lib" / "link.c"):
        with pytest.raises(ConfigError, match=r"app\.c: the master file is not within MudlibDir"):
            Config.choose(write(""), file)


@pytest.mark.parametrize(
    ("name", "reason"), [("none.c", "no such file"), ("lib", "not a file"), ("mud.zip", "archive are not supported")]
)
def test_what_is_not_an_lpc_file_is_refused(write: Write, tmp_path: Path, name: str, reason: str) -> None:
    """The name as it was given, and what is wrong with it."""
    with pytest.raises(ConfigError, match=rf"{re.escape(str(tmp_path / name))}: .*{reason}"):
        Config.choose(None, tmp_path / name)


def test_the_bundled_mudlib_writes_only_into_the_data_directory(tmp_path: Path) -> None:
    """Package data stays as it is: three directories are mounted elsewhere, and only this machine can connect."""
    config = Config.bundled(tmp_path / "data")

    data = (tmp_path / "data").resolve()
    assert config.mounts == tuple(Mount(f"/{name}", data / name, True) for name in ("save", "log", "domain"))
    assert (data / "save").is_dir()
    assert config.debug_log_path == data / "log" / "debug.log"
    assert (config.ports, config.bind_addresses) == ((Port(4000),), ("127.0.0.1", "::1"))
    assert config.ports_required is False
    assert config.warnings == ()
    assert (config.mudlib_dir / config.master_file.lstrip("/")).is_file()


def test_the_bundled_mudlib_may_run_git_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing else, by https alone."""
    git = tmp_path / "git"
    git.write_text("#!/bin/sh\n")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    config = Config.bundled(tmp_path / "data")
    git.unlink()

    assert config.processes == (Command("git", git),)
    assert config.git_protocols == ("https",)
    assert Config.bundled(tmp_path / "data").processes == ()


def test_the_bundled_mudlib_says_when_it_cannot_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the directory and the way out."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "file"))

    with pytest.raises(ConfigError, match=rf"saved data cannot be made: .*{DATA_VARIABLE}"):
        Config.choose()


def test_the_data_directory_follows_the_custom_of_the_platform() -> None:
    """Our own variable first, then XDG's when it is absolute, then the place of the platform."""
    home = Path.home()
    assert user_data_dir({DATA_VARIABLE: "/srv/mud", "XDG_DATA_HOME": "/x"}, "linux") == Path("/srv/mud").absolute()
    assert user_data_dir({"XDG_DATA_HOME": str(home / "x")}, "linux") == home / "x" / "neolith-trio"
    assert user_data_dir({"XDG_DATA_HOME": "x"}, "linux") == home / ".local" / "share" / "neolith-trio"
    assert user_data_dir({}, "darwin") == home / "Library" / "Application Support" / "neolith-trio"
    assert user_data_dir({"LOCALAPPDATA": "/local"}, "win32") == Path("/local") / "neolith-trio"


def test_compiled_programs_have_a_directory_of_their_own() -> None:
    """As for the data directory, except that the user may want none."""
    home = Path.home()
    assert program_cache_dir({CACHE_VARIABLE: "0", "XDG_CACHE_HOME": "/x"}, "linux") is None
    assert program_cache_dir({CACHE_VARIABLE: "/srv/kept"}, "linux") == Path("/srv/kept").absolute()
    assert program_cache_dir({"XDG_CACHE_HOME": str(home / "x")}, "linux") == home / "x" / "neolith-trio" / "programs"
    assert program_cache_dir({"XDG_CACHE_HOME": "x"}, "linux") == home / ".cache" / "neolith-trio" / "programs"
    assert program_cache_dir({}, "darwin") == home / "Library" / "Caches" / "neolith-trio" / "programs"
    assert program_cache_dir({"LOCALAPPDATA": "/local"}, "win32") == Path("/local/neolith-trio/Cache/programs")


def test_only_the_command_line_keeps_compiled_programs(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A driver that another program embeds writes nothing into the user's directories unless it is told to."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    path = write("")

    assert Config.choose(path).program_cache == tmp_path
    assert Config.load(path).program_cache is None


def test_the_depth_limit_leaves_room_for_python() -> None:
    """A call of LPC can take three frames of Python, and beyond 3,000 a sort comparator crashes the interpreter."""
    assert MAX_CALL_DEPTH * 3 <= 3000
