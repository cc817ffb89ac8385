// An inherited async function, and one that calls it.
async int ten() { await async_yield(); return 10; }
async int twenty() { return await ten() + await ten(); }
