// As master.c, but a line is an action only.

inherit "/master";

object connect(int port)
{
    return new("/action");
}
