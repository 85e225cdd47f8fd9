package com.cruddur.core.people;

import java.util.UUID;

/** A registered user, as other users may see them. */
public record User(UUID uuid, Handle handle, String displayName) {}
