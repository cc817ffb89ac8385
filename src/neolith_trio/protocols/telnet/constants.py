"""The numbers of telnet, under the names their RFCs give them."""

from __future__ import annotations

# commands (RFC 854)
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
ECHO = 1  # RFC 857
SGA = 3  # RFC 858
TTYPE = 24  # RFC 1091
NAWS = 31  # RFC 1073

# subnegotiation verbs of TTYPE
IS = 0
SEND = 1
