package com.cruddur.core.people;

/** A registered user, as other users may see them. */
public record User(UserId id, Handle handle, String displayName) {}
