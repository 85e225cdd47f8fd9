package com.cruddur.core.user;

import java.util.UUID;

/** A registered user, as other users may see them. */
public record User(UUID uuid, Handle handle, String displayName) {}
