// globals.h: names every program of this mudlib may use.
// The driver includes it first in each file (GlobalInclude <globals.h>).

#ifndef GLOBALS_H
#define GLOBALS_H

// Where things live. /save, /log and /domain are the only directories anything writes to.
#define ACCOUNTS     "/secure/accounts"
#define LOGIN        "/secure/login"
#define PLAYER       "/obj/player"
#define TIDE         "/daemon/tide"
#define CARETAKER    "/daemon/caretaker"
#define CMD_DIR      "/cmd/"
#define ADMIN_DIR    "/secure/cmd/"
#define DEPLOY       "/secure/cmd/deploy"
#define DOMAIN_DIR   "/domain/"
#define START_ROOM   "/island/landing"
#define LIMBO        "/obj/limbo"
#define SAVE_ACCOUNT "/save/accounts/"
#define SAVE_PLAYER  "/save/players/"
#define SAVE_EVAL    "/save/eval/"

// User ids: who a program acts for. See creator_file() in /secure/master.c.
#define ROOT_UID     "Root"
#define BACKBONE_UID "Backbone"
#define WORLD_UID    "World"

// Flags of input_to(): hide what is typed; take a leading ! as text.
#define I_NOECHO     1
#define I_NOESC      2

// Habits of the house.
#define LINE_WIDTH   76
#define HANDS        12
#define IDLE_LIMIT   3600
#define FADE_AFTER   300

#endif
