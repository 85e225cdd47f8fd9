package com.cruddur.core.cache;

import com.cruddur.core.id.Id;

/** Of what answers are kept: a person's list, or a conversation's messages. */
public record CacheSubject(CacheKind kind, Id<?> id) {}
