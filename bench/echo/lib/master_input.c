// As master.c, but a line is done in process_input().

inherit "/master";

object connect(int port)
{
    return new("/input");
}
