"""Every call of a tool and every run of an agent ends exactly once, whatever happens in whatever order.

First the world's half: a state machine in which tools answer at once, later, by failing, by going or never, models
answer, fail or are late, and owners, handles and those who wait go at any moment. Then all of it in a driver with a
virtual clock, whose heart beat has to keep its pace.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
import trio
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from trio.testing import MockClock

from neolith_trio.backend import errands as errands_room
from neolith_trio.backend.errands import Answer, Asked, Desk, GivenUp
from neolith_trio.backend.errands.place import PLACE
from neolith_trio.backend.errands.running import Errands
from neolith_trio.config import Mount
from neolith_trio.runtime.calls import apply
from neolith_trio.runtime.outside.operations import Order
from neolith_trio.runtime.outside.ports.operation import Ending, OperationEnded
from neolith_trio.runtime.outside.requests.model import ModelRequest, ToolRequest
from neolith_trio.runtime.values import LpcObject
from neolith_trio.services import models
from neolith_trio.services.operations import Carrier, Fields, Refused, Reporter
from neolith_trio.testing import running
from tests.efuns.mud import MASTER, Mud

NOTED = """
mapping began = ([ ]), said = ([ ]);
void begin(string id) { began[id]++; }
void end(string id) { if (id != "") said[id]++; }
mapping query() { return ([ "began": began, "said": said ]); }
"""
WORKER = """
promise open = promise_create();
int resolve(int how) {
    promise p = open;
    open = promise_create();
    if (how) promise_resolve(p, "resolved"); else promise_reject(p, "rejected");
    return 1;
}
async mixed wait(string id) { mixed e = acatch(await open); "/noted"->end(id); if (e) throw(e); return "waited"; }
async mixed sleep(string id) { mixed e = acatch(await call_out(3)); "/noted"->end(id); return "slept"; }
async mixed ask(string id) {
    mixed e;
    agent_context_add(this_object(), "user", "?");
    e = catch(agent_model_inference(this_object(), 3, "said", id));
    if (e) throw(e);
    "/noted"->begin(id);
    return "asked";
}
mixed tool(mapping a, int handle) {
    string id = a["id"];
    switch (a["how"]) {
    case "value": return ([ "id": id ]);
    case "error": error("Broken.\\n");
    case "later": return open;
    case "never": return promise_create();
    case "wait": return wait(id);
    case "sleep": return sleep(id);
    case "ask": return ask(id);
    case "bad": return ([ 1: 2 ]);
    case "progress": mcp_progress(handle, 1, 2, "half"); return sleep(id);
    case "vanish": destruct(this_object()); return "too late";
    case "vanish badly": destruct(this_object()); error("Gone.\\n");
    case "loop": while (1);
    case "unregister": mcp_unregister_tool(a["name"]); return wait(id);
    }
}
mixed trick(mapping a) {
    switch (a["how"]) {
    case "error": error("No.\\n");
    case "vanish": destruct(this_object());
    case "slow": return open;
    case "sleep": return sleep("");
    }
    return 1;
}
void said(string text, mixed error, string id) { "/noted"->end(id); }
int begin(string name) {
    agent_register_tool(this_object(), "trick", "{}", (: trick :));
    return mcp_register_tool(name, "A tool.", ([ ]), (: tool :), ([ "timeout": 20 ]));
}
"""
HOW = (
    "value", "error", "later", "never", "wait", "sleep", "ask", "bad", "progress", "vanish", "vanish badly", "loop",
    "unregister",
)  # fmt: skip
ALLOWED = """
int valid_agent(object who, object agent, int turns) { return 1; }
int valid_mcp_tool(object who, string name) { return 1; }
int valid_async(object who, string what, object owner, string kind) { return 1; }
"""
LPC = {"master.c": MASTER + ALLOWED, "noted.c": NOTED, "worker.c": WORKER, "user.c": ""}
WORKERS = ("one", "two", "three")


def completion(text: str | None, how: str = "") -> str:
    """What a model says; with `how` it plays a trick first."""
    call = {"id": "a", "function": {"name": "trick", "arguments": json.dumps({"how": how})}}
    message = {"content": text} if text is not None else {"tool_calls": [call]}
    return json.dumps({"choices": [{"message": message}]})


MODEL = {
    "text": completion("Yes."),
    "trick": completion(None, "fine"),
    "error": completion(None, "error"),
    "vanish": completion(None, "vanish"),
    "slow": completion(None, "slow"),
    "sleep": completion(None, "sleep"),
    "nonsense": "[]",
}


ENDINGS = ["result"] * 6 + ["error", "timeout"]


class Port:
    """Who asks models, and waits for tools; what it was asked to end."""

    def __init__(self) -> None:
        self.cancelled: list[int] = []

    def begin(self, key: int, owner: Any, request: ModelRequest | ToolRequest, seconds: float) -> None:
        pass

    def cancel(self, key: int, reason: str) -> None:
        self.cancelled.append(key)


class Ends(RuleBasedStateMachine):
    """The world's half: what comes from outside are events."""

    calls = Bundle("calls")

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        root = Path(self.directory.name)
        (root / "place").mkdir()
        shutil.copyfile(Path(errands_room.__file__).parent / "voice.c", root / "place" / "voice.c")
        mounts = (Mount(PLACE, root / "place", writable=False),)
        self.mud = Mud(root / "lib", LPC, counting=True, mounts=mounts, max_evaluation_cost=30_000)
        self.world = self.mud.world
        self.port = Port()
        self.world.operations.ports[ModelRequest] = self.world.operations.ports[ToolRequest] = self.port
        self.errands = Errands(self.world)
        self.answers: Counter[int] = Counter()
        self.errands.answered = lambda key, answer: self.answers.update([key])
        self.given_up: set[int] = set()
        self.asked = 0
        self.workers: dict[str, Any] = {}
        self.orphans: set[str] = set()
        self.owner_of: dict[str, Any] = {}
        self.enter(lambda: self.world.objects.find_or_load("noted", None))

    def enter(self, thunk: Any) -> None:
        self.mud.enter(thunk)

    def worker(self, name: str) -> Any:
        if not isinstance(self.workers.get(name), LpcObject):

            def make() -> None:
                self.workers[name] = made = self.world.objects.clone("/worker", self.world.master)
                apply(self.world, None, made, "begin", name)

            self.enter(make)
        return self.workers[name]

    def noted(self) -> tuple[Counter[str], Counter[str]]:
        """What agents have begun, and what has ended in LPC, by id."""
        found: list[Any] = []
        self.enter(lambda: found.append(apply(self.world, None, self.world.objects.find("noted"), "query")))
        return Counter(dict(found[0]["began"])), Counter(dict(found[0]["said"]))

    def orders(self) -> tuple[Order, ...]:
        """The runs of agents that are under way."""
        return tuple(one for one in self.world.operations.open() if one.kind == "agent")

    @rule(target=calls, name=st.sampled_from(WORKERS), how=st.sampled_from(HOW))
    def call(self, name: str, how: str) -> int:
        return self.call_tool(name, how)

    def call_tool(self, name: str, how: str) -> int:
        self.asked += 1
        key = self.asked
        self.owner_of[str(key)] = self.worker(name)
        arguments = {"name": name, "arguments": {"how": how, "id": str(key), "name": name}}
        for entry in self.errands.entries(Asked(key, "tool", json.dumps(arguments))):
            self.enter(entry)
        return key

    @rule(target=calls, name=st.sampled_from(WORKERS))
    def think(self, name: str) -> int:
        return self.call_tool(name, "ask")

    @rule(key=calls)
    def give_up(self, key: int) -> None:
        before = self.answers[key]
        for entry in self.errands.entries(GivenUp(key)):
            self.enter(entry)
        self.given_up.add(key)
        assert self.answers[key] == before

    @rule(name=st.sampled_from(WORKERS))
    def destruct(self, name: str) -> None:
        ob = self.workers.get(name)
        if isinstance(ob, LpcObject):
            self.enter(lambda: self.world.objects.destruct(ob, None))
            assert not any(call.owner is ob for call in self.world.mcp.calls.values())
            assert name not in self.world.mcp.tools

    @rule(name=st.sampled_from(WORKERS), how=st.integers(0, 1))
    def resolve(self, name: str, how: int) -> None:
        ob = self.worker(name)
        self.enter(lambda: apply(self.world, None, ob, "resolve", how))

    @rule(data=st.data(), what=st.sampled_from([*MODEL, "trick", "slow"]), ending=st.sampled_from(ENDINGS))
    def model(self, data: st.DataObject, what: str, ending: str) -> None:
        if orders := self.orders():
            order = data.draw(st.sampled_from(orders))
            if order.label != "the language model" and ending == "result":
                return
            key = order.key
            fields: Any = {"status": 200, "body": MODEL[what]} if ending == "result" else {}
            self.end(OperationEnded(key, ending, fields, "" if ending == "result" else ending))

    @rule(data=st.data(), how=st.sampled_from(["once", "twice", "too late"]))
    def cancel(self, data: st.DataObject, how: str) -> None:
        if orders := self.orders():
            order = data.draw(st.sampled_from(orders))
            before = self.noted()[1]
            assert self.world.operations.cancel(order.key, "enough")
            assert self.noted()[1] == before
            if how == "too late" and order.label == "the language model":
                self.end(OperationEnded(order.key, "result", {"status": 200, "body": MODEL["trick"]}))
            for _ in range({"once": 1, "twice": 2, "too late": order.label != "the language model"}[how]):
                self.end(OperationEnded(order.key, Ending.CANCELLED.value, error="cancelled: enough"))
            assert not any(one.key == order.key for one in self.orders())

    @rule()
    def hear_of_ends(self) -> None:
        cancelled, self.port.cancelled = self.port.cancelled, []
        for key in cancelled:
            self.end(OperationEnded(key, Ending.CANCELLED.value, error="cancelled"))

    def end(self, event: OperationEnded) -> None:
        for entry in self.world.operations.entries(event):
            self.enter(entry)

    @rule()
    def go_on(self) -> None:
        self.mud.follow()

    @rule()
    def time_passes(self) -> None:
        self.mud.wait(2)

    @invariant()
    def each_ends_once(self) -> None:
        open_still = self.world.mcp.calls.keys()
        for key in range(1, self.asked + 1):
            assert self.answers[key] <= 1
            # what was given up after its answer counts as answered
            assert self.answers[key] + (key in open_still) + (key in self.given_up and not self.answers[key]) == 1
        began, ended = self.noted()
        assert all(count == 1 for count in ended.values())
        waiting = {one.owner for one in self.orders()}
        for key in began.keys() - ended.keys():
            owner = self.owner_of[key]
            assert not isinstance(owner, LpcObject) or owner in waiting

    def teardown(self) -> None:
        for name in WORKERS:
            self.destruct(name)
        self.hear_of_ends()
        self.mud.follow()
        self.each_ends_once()
        assert not self.world.mcp.calls
        assert not self.orders()
        self.directory.cleanup()


Ends.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestEnds = Ends.TestCase


# -- in a driver, with its clock ----------------------------------------------------------------------------------

BEATING = """
int beats;
void heart_beat() { beats++; }
int query() { return beats; }
void create() { set_heart_beat(1); }
"""
STORY = {**LPC, "beating.c": BEATING}
PACES = {
    "text": 0.5, "trick": 1.0, "error": 0.0, "vanish": 3.0, "slow": 0.2, "sleep": 0.2, "nonsense": 0.1, "refused": 2.0,
    "hangs": 10_000.0,
}  # fmt: skip
HEART_BEAT = 2.0
LONG = 1_000.0
"""Seconds in which the slowest ends: a model has 300."""


def played(config: object) -> Carrier[ModelRequest]:
    """Models that take their time, and sometimes all of it."""

    async def perform(request: ModelRequest, report: Reporter) -> Fields:
        said = json.loads(request.body)["messages"]
        what = Plays.order[len(said) % len(Plays.order)]
        await trio.sleep(PACES[what])
        if what == "refused":
            raise Refused("no model here")
        return {"status": 200, "body": MODEL[what]}

    return Carrier.of("the played models", ModelRequest, perform)


class Plays:
    """What models do, one after the other."""

    order: list[str] = ["text"]


@attrs.define
class Teller:
    """Somebody who uses a tool; `patience` is how long he waits."""

    how: str
    patience: float
    answer: Answer | None = None
    came: int = 0


async def use(desk: Desk, name: str, teller: Teller, number: int) -> None:
    """Use a tool, or give up."""

    async def report(done: float, total: float | None, text: str) -> None:
        await trio.sleep(0.1)

    about = {"how": teller.how, "id": str(number), "name": name}
    with trio.move_on_after(teller.patience):
        teller.answer = await desk.follow("tool", report, 20, name=name, arguments=about)
        teller.came += 1


async def live(order: list[str], steps: list[tuple[str, int, str, float]]) -> None:
    """One story from its beginning to its end."""
    Plays.order = order
    with tempfile.TemporaryDirectory() as place:
        shutil.copyfile(Path(errands_room.__file__).parent / "voice.c", Path(place) / "voice.c")
        async with running(STORY, f"Mount {PLACE} {place} ro\nMaxEvaluationCost 30000\nHeartBeatInterval 2000") as mud:
            world, backend = mud.driver._world, mud.driver._backend
            desk = Desk(mud.driver._inbox)
            backend.errands.answered, world.mcp.progressed = desk.answered, desk.progressed
            tellers: list[Teller] = []

            async def evaluate(code: str) -> str:
                answer = await desk.ask("evaluate", code=code)
                assert answer.fine, answer.text
                return answer.text

            await evaluate('load_object("/beating")')
            begin, first = trio.current_time(), int(await evaluate('"/beating"->query()'))
            async with trio.open_nursery() as nursery:
                for what, number, how, seconds in steps:
                    name = WORKERS[number]
                    if what == "destruct":
                        await evaluate('map(children("/worker"), (: destruct :))')
                    elif what == "cancel":
                        await evaluate("map(async_info(), (: async_cancel($1[\"handle\"]) :))")
                    else:
                        await evaluate(f'catch(new("/worker")->begin("{name}"))')
                        tellers.append(Teller(how, seconds + 1 if what == "leave" else LONG))
                        nursery.start_soon(use, desk, name, tellers[-1], len(tellers))
                    await trio.sleep(seconds)
            await trio.sleep(LONG)
            beats = int(await evaluate('"/beating"->query()')) - first
            passed = trio.current_time() - begin
            ended = await evaluate('implode(map(values("/noted"->query()["said"]), (: "" + $1 :)), "")')
            statistics, open_slots = desk._rpc.statistics(), mud.driver._inbox.statistics().slots

            assert abs(beats - passed / HEART_BEAT) <= 1
            assert set(ended) <= {"1", '"'}
            assert not world.mcp.calls
            assert not world.operations.open()
            assert not desk._followers
            assert open_slots == 1  # the driver's own, for the stop
            assert (statistics.in_flight, statistics.duplicate, statistics.unknown) == (0, 0, 0)
            for one in tellers:
                assert one.came == (one.answer is not None)
                assert one.came or one.patience < LONG


STEP = st.tuples(
    st.sampled_from(["use"] * 6 + ["leave", "leave", "destruct", "cancel"]),
    st.integers(0, len(WORKERS) - 1),
    st.sampled_from([*HOW, "ask", "ask", "wait"]),
    st.sampled_from([0.0, 0.0, 0.3, 2.0, 25.0]),
)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.lists(st.sampled_from(sorted(PACES)), min_size=1, max_size=4), steps=st.lists(STEP, max_size=15))
@example(order=["text"], steps=[("use", 0, "ask", 0.0), ("cancel", 0, "", 0.0), ("destruct", 0, "", 0.0)])
@example(order=["hangs"], steps=[("use", 0, "ask", 0.0), ("leave", 1, "never", 0.0), ("use", 2, "never", 0.0)])
@example(order=["trick", "vanish"], steps=[("use", number, "ask", 0.0) for number in range(3)])
def test_a_driver_answers_once_and_its_heart_keeps_its_pace(
    order: list[str], steps: list[tuple[str, int, str, float]]
) -> None:
    """Whatever tools, models and those who wait do: who waits long enough has one answer, and nothing is left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "carrier", played)
        trio.run(live, order, steps, clock=MockClock(autojump_threshold=0))
