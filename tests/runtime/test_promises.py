"""Promises under random ends: each is settled exactly once, and every await continues at most once.

The programs are real; who carries requests out is the test, which lets them end in any way, twice, and too late.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from neolith_trio.runtime.calls import apply
from neolith_trio.runtime.outside.ports.operation import Ending, OperationEnded
from neolith_trio.runtime.outside.requests.web import WebRequest
from neolith_trio.runtime.promises import PENDING, Promise
from neolith_trio.runtime.values import LpcObject

from ..efuns.mud import MASTER, Mud

HUB = "int *went = ({ }); void after(int id) { went += ({ id }); }"
WORKER = """
int end(int id, mixed failed, int cleans) { "/hub"->after(id); if (failed) throw(failed); return id; }
async int request(int id) {
    mixed failed = acatch(await http_request(([ "url": "http://example.com/", "timeout": 60 ])));
    return end(id, failed, 0);
}
async int pause(int id) { mixed failed = acatch(await call_out(5)); return end(id, failed, 0); }
async int cleaning(int id) { acatch(await call_out(5)); await async_yield(); return end(id, 0, 0); }
async int join(int id, promise *of, int how) {
    mixed failed = acatch(await (how == 0 ? promise_all(of) : how == 1 ? promise_race(of) : how == 2 ? promise_any(of)
        : how == 3 ? promise_all_settled(of) : promise_then(of[0], (: $1 :), (: error("handler\\n") :))));
    return end(id, failed, 0);
}
async int follow(int id, promise of) { mixed failed = acatch(await of); end(id, failed, 0); return of; }
"""


class Port:
    """What was begun and has not ended."""

    def __init__(self) -> None:
        self.open: list[int] = []
        self.ended: list[int] = []
        self.cancelled: list[int] = []

    def begin(self, key: int, owner: Any, request: Any, seconds: float) -> None:
        self.open.append(key)

    def cancel(self, key: int, reason: str) -> None:
        self.cancelled.append(key)


class Ends(RuleBasedStateMachine):
    """Functions that wait for requests, for time and for each other, and everything that can happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        files = {"master.c": MASTER, "hub.c": HUB, "worker.c": WORKER, "user.c": ""}
        self.mud = Mud(Path(self.directory.name), files, http_private_addresses=True)
        self.world = self.mud.world
        self.port = Port()
        self.world.operations.ports[WebRequest] = self.port
        self.settled: Counter[Promise] = Counter()
        self.promises: list[Promise] = []
        self.workers: list[Any] = []
        self.begun = 0
        settle = self.world.promises.settle

        def counted(promise: Promise, *args: Any) -> bool:
            self.settled[promise] += (done := settle(promise, *args))
            return done

        self.world.promises.settle = counted  # type: ignore[method-assign]
        self.hub = self.world.objects.find_or_load("hub", None)

    def run(self, function: str, *args: Any) -> None:
        self.begun += 1

        def entry() -> None:
            worker = self.world.objects.clone("/worker", self.world.master)
            self.workers.append(worker)
            self.promises.append(apply(self.world, None, worker, function, self.begun, *args))

        assert self.world.evaluation.run(entry), self.mud.outside.logged

    @rule(function=st.sampled_from(["request", "pause", "cleaning"]))
    def work(self, function: str) -> None:
        self.run(function)

    @rule(data=st.data(), how=st.integers(0, 4), count=st.integers(1, 3))
    def join(self, data: st.DataObject, how: int, count: int) -> None:
        if self.promises:
            chosen = data.draw(st.lists(st.sampled_from(self.promises), min_size=count, max_size=count))
            self.run("join", chosen, how)

    @rule(data=st.data())
    def follow(self, data: st.DataObject) -> None:
        if self.promises:
            self.run("follow", data.draw(st.sampled_from(self.promises)))

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        if self.promises:
            promise = data.draw(st.sampled_from(self.promises))
            assert self.world.evaluation.run(lambda: self.world.efuns["promise_cancel"].function(self.hub, promise))

    @rule(data=st.data())
    def destruct(self, data: st.DataObject) -> None:
        if self.workers:
            worker = self.workers.pop(data.draw(st.integers(0, len(self.workers) - 1)))
            self.world.evaluation.run(lambda: self.world.objects.destruct(worker, None))

    @rule(data=st.data(), ending=st.sampled_from(Ending), again=st.booleans())
    def end(self, data: st.DataObject, ending: Ending, again: bool) -> None:
        keys = self.port.ended if again else self.port.open
        if keys:
            key = keys.pop(data.draw(st.integers(0, len(keys) - 1)))
            self.port.ended.append(key)
            self.tell(OperationEnded(key, ending.value, {"status": 200}, "" if ending is Ending.RESULT else "why"))

    def tell(self, event: OperationEnded) -> None:
        for entry in self.world.operations.entries(event):
            self.world.evaluation.run(entry)

    @rule(seconds=st.integers(1, 6))
    def wait(self, seconds: int) -> None:
        self.mud.wait(seconds)

    @rule(count=st.integers(1, 5))
    def go_on(self, count: int) -> None:
        self.world.promises.begin_cycle()
        for _ in range(count):
            entry = self.world.promises.next_entry()
            if entry is not None:
                self.world.evaluation.run(entry)

    @invariant()
    def nothing_happens_twice(self) -> None:
        assert all(count <= 1 for count in self.settled.values())
        went: Counter[int] = Counter(self.hub.v_went)  # type: ignore[union-attr]
        assert all(count == 1 for count in went.values())
        assert all(isinstance(one.this, LpcObject) for one in self.world.coroutines.waiting())

    def teardown(self) -> None:
        """Everything ends, and then nothing is left that waits."""
        while self.port.open:
            self.tell(OperationEnded(self.port.open.pop(), "cancelled", {}, "the end"))
        self.mud.wait(20)
        self.mud.follow()
        self.nothing_happens_twice()
        assert all(one.state != PENDING and self.settled[one] == 1 for one in self.promises)
        assert self.world.coroutines.waiting() == ()
        assert not self.world.timers.pending()
        self.directory.cleanup()


TestEnds = Ends.TestCase
TestEnds.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
