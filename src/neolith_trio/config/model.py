"""Config: every setting of a driver, and the three ways to get one.

`Config.load` reads a file, `Config.for_application` makes an LPC file the master object, `Config.bundled` is
the mudlib in the package; `Config.choose` picks among them as the command line does. Each field below is a
setting: its name in the file, what it may hold, its number for LPC's get_config(). The options of the dialect are in
`dialect`, those of telnet in `telnet`. docs/config.md says the same for people; a test compares the two.

Rule: frozen, and complete: nobody reads a configuration file or the environment again later. Paths of the
machine are absolute `Path`s, texts that LPC sees are LPC strings in the configured charset.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

import attrs

from neolith_trio.config import dialect, local_options, places, telnet
from neolith_trio.config.dialect import Dialect
from neolith_trio.config.kinds import (
    Address,
    Boolean,
    Choice,
    CommandLine,
    DatabaseLine,
    HostDirectory,
    HostFile,
    Integer,
    Kind,
    LpcPath,
    MountPoint,
    Network,
    Origin,
    PlainText,
    PortNumber,
    SearchPath,
    Text,
    Url,
    Words,
)
from neolith_trio.config.reading import Setting, read
from neolith_trio.config.telnet import Telnet
from neolith_trio.config.values import Certificate, Charset, Command, DatabaseSource, Mount, Port, Profile
from neolith_trio.data import frozen
from neolith_trio.errors import ConfigError

MAX_CALL_DEPTH = 1000
ARCHIVES = (".zip", ".gz", ".tar", ".tgz")

# The names of get_config() that no setting fills: sizes of structures that only the C drivers have.
_FIXED_NUMBERS = {54: 0, 55: 200, 71: 256}
_STRINGS, _ALL_NUMBERS = range(50), range(104)


def setting(name: str, kind: Kind, default: Any, doc: str, **more: Any) -> Any:
    """A field of Config together with the setting that fills it."""
    return attrs.field(default=default, metadata={"setting": Setting(name, kind, doc, **more)})


@frozen(kw_only=True, slots=False)  # with slots, cached properties would cost every attribute its speed
class Config:
    """Every setting of a driver. Only the mudlib directory and the master file have no default."""

    mudlib_dir: Path = setting("MudlibDir", HostDirectory(), attrs.NOTHING, "the mudlib directory", number=2)
    master_file: str = setting("MasterFile", LpcPath(), attrs.NOTHING, "the master object", number=7)
    simul_efun_file: str | None = setting("SimulEfunFile", LpcPath(), None, "the simul_efun object", number=8)
    include_dirs: tuple[str, ...] = setting("IncludeDir", SearchPath(), (), "where #include searches", number=5)
    global_include: str | None = setting("GlobalInclude", Text(), None, "header included by every program", number=13)
    profile: Profile = setting("Profile", Choice(Profile), Profile.NEOLITH, "dialect of LPC")
    charset: Charset = setting(
        "Charset", Choice(Charset, {"utf8": "utf-8", "latin-1": "bytes"}), Charset.BYTES, "what a character is"
    )
    mounts: tuple[Mount, ...] = setting("Mount", MountPoint(), (), "real directories in the mudlib", repeatable=True)
    save_binary_dir: str | None = setting("SaveBinaryDir", Text(), None, "accepted without effect", number=6)
    durable_saves: bool = setting("DurableSaves", Boolean(), False, "a saved file is on the disk when the efun returns")

    mud_name: str = setting("MudName", Text(), "", "the name of the MUD", number=0)
    ports: tuple[Port, ...] = setting("Port", PortNumber(), (), "where users come in", repeatable=True)
    bind_address: tuple[tuple[str, ...], ...] = setting("BindAddress", Address(), (), "addresses", repeatable=True)
    tls_certificate: Path | None = setting("TlsCertificate", HostFile(), None, "the certificate, and those above it")
    tls_key: Path | None = setting("TlsKey", HostFile(), None, "its key; without it, it is in the same file")
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = setting(
        "TrustedProxy", Network(), (), "who is believed about the addresses of others", repeatable=True
    )
    web_origins: tuple[str, ...] = setting(
        "WebOrigin", Origin(), (), "pages of other sites that may connect", repeatable=True
    )
    web_root: Path | None = setting("WebRoot", HostDirectory(), None, "pages instead of the client in the package")
    web_port: int | None = setting("WebPort", Integer(0, 65535), None, "where LPC and the console are served by HTTP")
    web_address: tuple[tuple[str, ...], ...] = setting(
        "WebAddress", Address(), (("127.0.0.1",),), "addresses of WebPort", repeatable=True
    )
    web_tls: bool = setting("WebTls", Boolean(), False, "WebPort speaks TLS, with TlsCertificate")
    web_token: str | None = setting("WebToken", PlainText(), None, "what clients of WebPort have to know")
    web_token_file: Path | None = setting("WebTokenFile", HostFile(), None, "the file that has it")
    web_console: bool = setting("WebConsole", Boolean(), False, "the console for admins on WebPort")
    web_deadline: int = setting("WebDeadline", Integer(1), 30, "seconds for LPC to answer a request")
    max_web_requests: int = setting("MaxWebRequests", Integer(1), 64, "requests that wait for LPC's answer")
    max_web_clients: int = setting("MaxWebClients", Integer(1), 256, "connections to WebPort")
    max_web_served_per_object: int = setting(
        "MaxWebServedPerObject", Integer(1), 64, "paths and channels that one object serves"
    )
    max_web_served_per_uid: int = setting(
        "MaxWebServedPerUid", Integer(1), 256, "paths and channels that one uid serves"
    )
    max_web_body: int = setting("MaxWebBody", Integer(), 1_000_000, "bytes of the body of a request")
    default_error_message: str | None = setting(
        "DefaultErrorMsg", Text(), None, "what a user sees of an error", number=11, aliases=("DefaultErrorMessage",)
    )
    default_fail_message: str | None = setting(
        "DefaultFailMsg", Text(), None, "the answer to an unknown command", number=12, aliases=("DefaultFailMessage",)
    )

    log_dir_name: str | None = setting("LogDir", PlainText(), None, "directory of the log, relative to the mudlib")
    debug_log_file: str | None = setting("DebugLogFile", PlainText(), None, "file of the log in LogDir", number=10)
    log_with_date: bool = setting("LogWithDate", Boolean(), False, "date and time before each line", number=72)
    arguments_in_trace: bool = setting("ArgumentsInTrace", Boolean(), False, "arguments in LPC traces")
    local_variables_in_trace: bool = setting("LocalVariablesInTrace", Boolean(), False, "locals in LPC traces")
    crash_drop_core: bool = setting("CrashDropCore", Boolean(), True, "accepted without effect", number=73)

    cleanup_duration: int = setting("CleanupDuration", Integer(), 600, "idle seconds before clean_up()", number=52)
    reset_duration: int = setting("ResetDuration", Integer(), 1800, "seconds between reset() calls", number=53)

    heart_beat_interval: int = setting("HeartBeatInterval", Integer(), 0, "milliseconds; 0: as the profile has it")

    max_evaluation_cost: int = setting("MaxEvaluationCost", Integer(1), 1_000_000, "budget of an entry", number=58)
    max_call_depth: int = setting(
        "MaxCallDepth",
        Integer(1, MAX_CALL_DEPTH, "deeper recursion would overrun the stack of the Python interpreter"),
        50,
        "nested LPC calls",
        number=60,
    )
    max_inherit_depth: int = setting("MaxInheritDepth", Integer(1), 30, "levels of inheritance", number=57)
    max_local_variables: int = setting("MaxLocalVariables", Integer(1), 25, "locals of one function", number=59)
    max_array_size: int = setting("MaxArraySize", Integer(1), 15_000, "elements of an array", number=61)
    max_buffer_size: int = setting("MaxBufferSize", Integer(1), 4_000_000, "bytes of a buffer", number=62)
    max_mapping_size: int = setting("MaxMappingSize", Integer(1), 15_000, "entries of a mapping", number=63)
    max_string_length: int = setting("MaxStringLength", Integer(1), 200_000, "characters of a string", number=64)
    max_bitfield_bits: int = setting("MaxBitFieldBits", Integer(), 1200, "bits of set_bit()", number=65)
    max_byte_transfer: int = setting("MaxByteTransfer", Integer(), 10_000, "bytes of read_bytes()", number=66)
    max_read_file_size: int = setting("MaxReadFileSize", Integer(), 20_000, "bytes of read_file()", number=67)

    max_connections: int = setting("MaxConnections", Integer(1), 1000, "connections in all")
    max_connections_per_address: int = setting(
        "MaxConnectionsPerAddress", Integer(), 32, "connections of one address; 0: as many as there may be"
    )
    connection_rate: int = setting(
        "ConnectionRate", Integer(), 60, "new connections of one address in a minute; 0: any number"
    )
    max_line_length: int = setting("MaxLineLength", Integer(80), 8192, "bytes of a line that a user sends")
    max_output_queue: int = setting(
        "MaxOutputQueue", Integer(4096), 1_048_576, "bytes that wait for a user who does not read"
    )
    handshake_timeout: int = setting("HandshakeTimeout", Integer(1), 10, "seconds for TLS, HTTP and PROXY headers")
    first_line_timeout: int = setting(
        "FirstLineTimeout", Integer(), 300, "seconds for the first line of a connection; 0: any time"
    )
    keep_alive: int = setting("KeepAlive", Integer(), 120, "seconds of silence before a peer is asked; 0: never")

    max_sockets: int = setting("MaxSockets", Integer(), 1024, "sockets of LPC")
    max_socket_output: int = setting("MaxSocketOutput", Integer(1), 16_000_000, "bytes kept for slow peers of sockets")

    max_operations: int = setting("MaxOperations", Integer(), 256, "operations under way at once")
    max_operations_per_object: int = setting("MaxOperationsPerObject", Integer(), 16, "those of one object")
    max_operations_per_uid: int = setting("MaxOperationsPerUid", Integer(), 64, "those of one uid")
    max_suspended_functions: int = setting(
        "MaxSuspendedFunctions", Integer(), 10_000, "async functions that wait at once; 0: any number"
    )

    processes: tuple[Command, ...] = setting(
        "AllowProcess", CommandLine(), (), "programs that LPC may run", repeatable=True
    )
    external_commands: tuple[Command, ...] = setting(
        "ExternalCommand", CommandLine(), (), "programs that external_start() may run", repeatable=True
    )
    git_protocols: tuple[str, ...] = setting(
        "GitProtocols", Words(("https", "http", "ssh", "git", "file")), ("https", "ssh"), "protocols of git_clone()"
    )
    git_credentials: Path | None = setting("GitCredentials", HostFile(), None, "the file with git's credentials")
    git_dir: Path | None = setting("GitDir", HostDirectory(), None, "where git directories are kept")
    http_private_addresses: bool = setting(
        "HttpPrivateAddresses", Boolean(), False, "http_request() may go to addresses that are not public"
    )
    http_proxy: str | None = setting("HttpProxy", Url(), None, "the proxy of http_request()")

    databases: tuple[DatabaseSource, ...] = setting(
        "Database", DatabaseLine(), (), "databases that LPC may open by name", repeatable=True
    )
    max_databases: int = setting("MaxDatabases", Integer(0, 256), 16, "databases open at once")
    max_database_result: int = setting("MaxDatabaseResult", Integer(1), 4_000_000, "bytes of what a statement gives")
    database_time_limit: int = setting(
        "DatabaseTimeLimit", Integer(1, 10_000), 250, "milliseconds that db_exec() may hold up the game"
    )

    extensions: tuple[str, ...] = setting(
        "Extension", PlainText(), (), "Python packages whose efuns programs may call", repeatable=True
    )

    agent_url: str | None = setting("AgentUrl", Url(), None, "where the language model of agents is asked")
    agent_model: str | None = setting("AgentModel", PlainText(), None, "its name")
    agent_key_file: Path | None = setting("AgentKeyFile", HostFile(), None, "the file with the key for it")

    mcp_port: int | None = setting("McpPort", Integer(0, 65535), None, "where programs that speak MCP come in")
    mcp_address: tuple[str, ...] = setting("McpAddress", Address(), ("127.0.0.1",), "the address of McpPort")
    mcp_token_file: Path | None = setting("McpTokenFile", HostFile(), None, "the file with what they have to know")
    mcp_may_change: bool = setting("McpMayChange", Boolean(), False, "they may change something")
    mcp_uid: str | None = setting("McpUid", Text(), None, "the uid on whose behalf they act")

    resolver_forward_cache_ttl: int = setting("ResolverForwardCacheTtl", Integer(), 300, "seconds", number=74)
    resolver_reverse_cache_ttl: int = setting("ResolverReverseCacheTtl", Integer(), 900, "seconds", number=75)
    resolver_negative_cache_ttl: int = setting("ResolverNegativeCacheTtl", Integer(), 30, "seconds", number=76)
    resolver_stale_refresh_window: int = setting("ResolverStaleRefreshWindow", Integer(), 30, "seconds", number=77)
    resolver_forward_quota: int = setting("ResolverForwardQuota", Integer(), 10, "lookups at once", number=78)
    resolver_reverse_quota: int = setting("ResolverReverseQuota", Integer(), 4, "lookups at once", number=79)
    resolver_refresh_quota: int = setting("ResolverRefreshQuota", Integer(), 2, "lookups at once", number=80)
    async_dns_workers: int = setting("AsyncDnsWorkers", Integer(1, 16), 2, "threads that look names up")

    addr_server_ip: str | None = setting("AddrServerIP", PlainText(), None, "accepted without effect", number=1)
    addr_server_port: int = setting("AddrServerPort", Integer(0, 65535), 0, "accepted without effect", number=51)
    stack_size: int = setting("StackSize", Integer(), 1000, "accepted without effect", number=56)
    reserved_memory_size: int = setting("ReservedMemorySize", Integer(), 0, "accepted without effect", number=68)
    shared_string_hash_size: int = setting("SharedStringHashSize", Integer(), 20_011, "without effect", number=69)
    object_hash_size: int = setting("ObjectHashSize", Integer(), 10_007, "accepted without effect", number=70)

    dialect_choices: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    """The options of `dialect` that are not as the profile has them."""
    telnet_choices: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    """The options of `telnet` that are not as the profile has them."""
    local_options: tuple[tuple[str, str | None], ...] = ()
    """Macros of the options that a local_options file beside a mudlib for MudOS or FluffOS chose; None: taken away."""
    mudlib_dir_text: str | None = None
    """MudlibDir as the file has it, for get_config()."""
    source: Path | None = None
    """The file this was read from, if any."""
    warnings: tuple[str, ...] = ()
    """What the driver should say once its log is there."""
    program_cache: Path | None = None
    """The directory of compiled programs, when they are kept."""
    ports_required: bool = True
    """Whether a port that cannot be opened ends the start; the bundled mudlib goes on with its console."""

    @classmethod
    def load(cls, path: Path, mudlib: Path | None = None) -> Config:
        """Read a configuration file of either form. ConfigError says what is wrong with it and where.

        `mudlib`: the mudlib directory, whatever the file says.
        """
        return _built(path, {}, mudlib)

    @classmethod
    def for_application(cls, lpc_file: Path, base: Config | None = None) -> Config:
        """The LPC file as master object: of its own directory, or of the mudlib of `base`, in which it must lie."""
        file = _existing(lpc_file)
        if base is None:
            return cls(mudlib_dir=file.parent, master_file=Charset.BYTES.to_lpc(f"/{file.name}"))
        return attrs.evolve(base, master_file=_inside(file, base))

    @classmethod
    def bundled(cls, data_dir: Path | None = None) -> Config:
        """The mudlib in the package: read-only, with /save, /log and /domain in the user's data directory.

        Its admins may use git, where the machine has it; its master lets only their command `deploy` do so.
        """
        home = data_dir if data_dir is not None else places.user_data_dir()
        save, log, domain = (places.prepare(home / name) for name in ("save", "log", "domain"))
        git = places.program("git")
        return attrs.evolve(
            cls.load(places.BUNDLED_CONFIG),
            mounts=tuple(Mount(f"/{one.name}", one, writable=True) for one in (save, log, domain)),
            log_dir_name=str(log),
            processes=() if git is None else (Command("git", git),),
            ports_required=False,
        )

    @classmethod
    def choose(
        cls, config_file: Path | None = None, lpc_file: Path | None = None, mudlib: Path | None = None
    ) -> Config:
        """What a command line with these means; with neither file it is the bundled mudlib."""
        return attrs.evolve(cls._chosen(config_file, lpc_file, mudlib), program_cache=places.program_cache_dir())

    @classmethod
    def _chosen(cls, config_file: Path | None, lpc_file: Path | None, mudlib: Path | None) -> Config:
        """The same without a cache of compiled programs."""
        if config_file is None:
            return cls.bundled() if lpc_file is None else cls.for_application(lpc_file)
        if lpc_file is None:
            return cls.load(config_file, mudlib)
        # The file on the command line stands for MasterFile, which may then be missing.
        return cls.for_application(lpc_file, _built(config_file, {"master_file": ""}, mudlib))

    @cached_property
    def dialect(self) -> Dialect:
        """What programs are read and run by: the profile and the choices beside it."""
        return Dialect.of(self.profile, self.dialect_choices)

    @cached_property
    def telnet(self) -> Telnet:
        """What telnet ports offer: the profile and the choices beside it."""
        return Telnet.of(self.profile, self.telnet_choices)

    @cached_property
    def has_add_action(self) -> bool:
        """Whether there are livings; where the mudlib's driver had none, any object may be this_player()."""
        return dict(self.local_options).get("__NO_ADD_ACTION__") is None

    @property
    def bind_addresses(self) -> tuple[str, ...]:
        """The addresses to listen on, each once; empty for every interface."""
        if () in self.bind_address:
            return ()
        return tuple(dict.fromkeys(each for some in self.bind_address for each in some))

    def certificate_of(self, port: Port) -> Certificate | None:
        """The certificate that a port of these shows; None when it speaks no TLS."""
        if port.certificate is not None or not port.kind.is_encrypted or self.tls_certificate is None:
            return port.certificate
        return Certificate(self.tls_certificate, self.tls_key or self.tls_certificate)

    @property
    def log_dir(self) -> Path | None:
        """The directory of the driver's log, which may lie outside the mudlib."""
        return None if self.log_dir_name is None else (self.mudlib_dir / self.log_dir_name).resolve()

    @property
    def debug_log_path(self) -> Path | None:
        """The file of the driver's log; None is standard error, also when only one of the two settings is given."""
        directory = self.log_dir
        return directory / self.debug_log_file if directory is not None and self.debug_log_file else None

    def lookup(self, number: int) -> int | str | None:
        """What LPC's get_config(number) returns; None when there is no such number."""
        if number not in _ALL_NUMBERS:
            return None
        if number == 50:
            return self.ports[0].number if self.ports else 0
        if number == 2 and self.mudlib_dir_text is not None:
            return self.mudlib_dir_text
        if number == 4:
            return "" if self.log_dir is None else self.charset.to_lpc(str(self.log_dir))
        field = next((each.field for each in SETTINGS if each.number == number), None)
        if field is None:
            return "" if number in _STRINGS else _FIXED_NUMBERS.get(number, 0)
        return _lpc_value(getattr(self, field), self.charset)


def _lpc_value(value: Any, charset: Charset) -> int | str:
    if isinstance(value, int):
        return int(value)
    if isinstance(value, tuple):
        return ":".join(value)
    return charset.to_lpc(str(value)) if isinstance(value, Path) else value or ""


def _built(path: Path, given: dict[str, Any], mudlib: Path | None) -> Config:
    """Read a file and see that what has no default is there and that no mount hides another."""
    if mudlib is not None:
        if not mudlib.is_dir():
            raise ConfigError(f"--mudlib {mudlib}: no such directory")
        given = {**given, "mudlib_dir": mudlib.resolve()}
    reading = read(path.absolute(), SETTINGS, mudlib)
    values = reading.values | given
    for name, example in (("mudlib_dir", "MudlibDir /home/mud/lib"), ("master_file", "MasterFile /secure/master.c")):
        if name not in values:
            raise ConfigError(f"{reading.path}: {example.split()[0]} is missing; add a line such as '{example}'")
    _check_ports(reading.path, values)
    if values.get("web_port") is not None and not (values.get("web_token") or values.get("web_token_file")):
        raise ConfigError(f"{reading.path}: WebPort needs a secret; add a line WebTokenFile FILE, or WebToken TEXT")
    if values.get("web_tls") and "tls_certificate" not in values:
        raise ConfigError(f"{reading.path}: WebTls needs a certificate; add lines TlsCertificate FILE and TlsKey FILE")
    names = [mount.name for mount in values.get("mounts", ())]
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"{reading.path}: Mount: {name} is mounted twice; give each name once")
    options: tuple[tuple[str, str | None], ...] = ()
    if reading.profile is not Profile.NEOLITH:
        chosen = local_options.find((reading.path.parent, Path(values["mudlib_dir"]).parent))
        options = () if chosen is None else local_options.read(chosen)
    values = local_options.settings(options) | values
    choices: dict[str, Any] = dialect.chosen_by_macros(options)
    choices |= {each.field: values.pop(each.field) for each in dialect.SETTINGS if each.field in values}
    offers = {each.field: values.pop(each.field) for each in telnet.SETTINGS if each.field in values}
    values |= {"dialect_choices": choices, "telnet_choices": offers, "local_options": options}
    values["mudlib_dir_text"] = reading.texts["mudlib_dir"]
    from neolith_trio.config.doubts import doubts  # only where there is a file

    missing = (f"{reading.path}: {doubt}" for doubt in doubts(values))
    return Config(**values, source=reading.path, warnings=(*reading.warnings, *missing))


def _check_ports(path: Path, values: Mapping[str, Any]) -> None:
    """See that every port has what it needs."""
    for port in values.get("ports", ()):
        if port.behind_proxy and not values.get("trusted_proxies"):
            raise ConfigError(f"{path}: Port {port}: name the proxy's address in TrustedProxy, or leave out 'proxy'")
        if port.kind.is_encrypted and port.certificate is None and "tls_certificate" not in values:
            raise ConfigError(
                f"{path}: Port {port}: TLS needs a certificate; add lines TlsCertificate FILE and TlsKey FILE, "
                "or write cert=FILE key=FILE behind the port"
            )


def _existing(lpc_file: Path) -> Path:
    """The real path of an LPC file given on the command line."""
    if lpc_file.suffix in ARCHIVES:
        raise ConfigError(f"{lpc_file}: mudlibs packed into an archive are not supported; unpack it first")
    if not lpc_file.exists():
        raise ConfigError(f"{lpc_file}: no such file")
    if not lpc_file.is_file():
        raise ConfigError(f"{lpc_file}: not a file; name an LPC file, or a configuration file with -f")
    return lpc_file.resolve()


def _inside(file: Path, base: Config) -> str:
    if not file.is_relative_to(base.mudlib_dir):
        raise ConfigError(f"{file}: the master file is not within MudlibDir, which is {base.mudlib_dir}")
    return base.charset.to_lpc(f"/{file.relative_to(base.mudlib_dir).as_posix()}")


SETTINGS: tuple[Setting, ...] = (
    *(
        attrs.evolve(each.metadata["setting"], field=each.name)
        for each in attrs.fields(Config)
        if "setting" in each.metadata
    ),
    *dialect.SETTINGS,
    *telnet.SETTINGS,
)
