package com.cruddur.api.people;

import com.cruddur.core.people.User;
import com.cruddur.core.people.UserSettings;
import java.util.UUID;

/** The signed-in user, with their settings. */
record MeJson(
        UUID uuid,
        String handle,
        String displayName,
        String acceptsMessagesFrom,
        boolean readReceipts,
        boolean presence) {

    static MeJson of(User user, UserSettings settings) {
        return new MeJson(
                user.id().uuid(),
                user.handle().value(),
                user.displayName(),
                settings.acceptsMessagesFrom().code(),
                settings.readReceipts(),
                settings.presence());
    }
}
