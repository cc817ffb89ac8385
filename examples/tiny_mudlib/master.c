// master.c: gives every connection a user object in the one room there is.

object connect(int port) {
    object user;

    user = clone_object("/user");
    user->set_room(load_object("/room"));
    return user;
}
