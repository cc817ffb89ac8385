"""The asynchronous core: what tasks and threads hand to each other, and how. It knows nothing of LPC or MUDs."""

# General layout:
#
# waiting.py    a line of tasks and threads that wait for the same thing
# queue.py      a bounded queue that says what happens when it is full
# inbox.py      many producers, one consumer: the order in which things happened
# recording.py  the inbox written down, and played back
# worker.py     threads for calls that block
# strand.py     such calls about one thing, one after another
# operation.py  one asynchronous operation: owned, bounded in time, ending once
# rpc.py        requests and replies that find each other by id
# duplex.py     a pair of channels, one each way

from neolith_trio.concurrency.duplex import Duplex as Duplex
from neolith_trio.concurrency.duplex import open_duplex as open_duplex
from neolith_trio.concurrency.inbox import Inbox as Inbox
from neolith_trio.concurrency.inbox import InboxStatistics as InboxStatistics
from neolith_trio.concurrency.inbox import Slot as Slot
from neolith_trio.concurrency.operation import Cancelled as Cancelled
from neolith_trio.concurrency.operation import Failed as Failed
from neolith_trio.concurrency.operation import Operation as Operation
from neolith_trio.concurrency.operation import Operations as Operations
from neolith_trio.concurrency.operation import Outcome as Outcome
from neolith_trio.concurrency.operation import Progress as Progress
from neolith_trio.concurrency.operation import Succeeded as Succeeded
from neolith_trio.concurrency.operation import TimedOut as TimedOut
from neolith_trio.concurrency.queue import BoundedQueue as BoundedQueue
from neolith_trio.concurrency.queue import Overflow as Overflow
from neolith_trio.concurrency.queue import QueueStatistics as QueueStatistics
from neolith_trio.concurrency.recording import Cycle as Cycle
from neolith_trio.concurrency.recording import Header as Header
from neolith_trio.concurrency.recording import Live as Live
from neolith_trio.concurrency.recording import Recorder as Recorder
from neolith_trio.concurrency.recording import RecordingError as RecordingError
from neolith_trio.concurrency.recording import Replay as Replay
from neolith_trio.concurrency.recording import Source as Source
from neolith_trio.concurrency.rpc import Rpc as Rpc
from neolith_trio.concurrency.rpc import RpcStatistics as RpcStatistics
from neolith_trio.concurrency.strand import Call as Call
from neolith_trio.concurrency.strand import Stop as Stop
from neolith_trio.concurrency.strand import Strands as Strands
from neolith_trio.concurrency.strand import Turn as Turn
from neolith_trio.concurrency.worker import WorkAbandoned as WorkAbandoned
from neolith_trio.concurrency.worker import WorkerPool as WorkerPool
from neolith_trio.concurrency.worker import WorkerState as WorkerState
from neolith_trio.concurrency.worker import should_stop as should_stop
