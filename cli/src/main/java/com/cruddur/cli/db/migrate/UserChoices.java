package com.cruddur.cli.db.migrate;

import com.cruddur.core.people.UserId;
import java.util.Map;
import java.util.Set;

/**
 * What a person has decided about users of the original.
 *
 * @param handles what somebody is called here, instead of the original's handle
 * @param leftOut who is not copied
 */
public record UserChoices(Map<UserId, String> handles, Set<UserId> leftOut) {}
