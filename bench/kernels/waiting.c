// Call_outs that put themselves off, for bench_timers.py.

int ran;

void wait(int seconds)
{
    ran++;
    call_out("wait", seconds, seconds);
}
