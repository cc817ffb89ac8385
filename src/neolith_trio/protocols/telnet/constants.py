"""The numbers of telnet, under the names their RFCs and MUD documents give them."""

from __future__ import annotations

# commands (RFC 854; EOR: RFC 885)
EOR = 239
SE = 240
NOP = 241
DM = 242
BRK = 243
IP = 244
AO = 245
AYT = 246
EC = 247
EL = 248
GA = 249
SB = 250
WILL = 251
WONT = 252
DO = 253
DONT = 254
IAC = 255

# options
BINARY = 0  # RFC 856
ECHO = 1  # RFC 857
SGA = 3  # RFC 858
TIMING_MARK = 6  # RFC 860
TTYPE = 24  # RFC 1091
END_OF_RECORD = 25  # RFC 885
NAWS = 31  # RFC 1073
LINEMODE = 34  # RFC 1184
NEW_ENVIRON = 39  # RFC 1572
CHARSET = 42  # RFC 2066

# options of MUD clients; their documents are named where they are spoken
MSDP = 69
MSSP = 70
COMPRESS2 = 86
COMPRESS3 = 87
MSP = 90
MXP = 91
ZMP = 93
GMCP = 201

# subnegotiation verbs of TTYPE and NEW-ENVIRON
IS = 0
SEND = 1
INFO = 2
