package com.cruddur.api.people;

import com.cruddur.api.security.SignedIn;
import com.cruddur.core.people.Settings;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserSettings;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The signed-in user, and what they decide about themselves. */
@RestController
class MeController {

    private final Settings settings;

    MeController(Settings settings) {
        this.settings = settings;
    }

    @GetMapping(path = "/api/me", produces = MediaType.APPLICATION_JSON_VALUE)
    MeJson me(@SignedIn User me) {
        return json(me, settings.of(me.id()));
    }

    @PatchMapping(
            path = "/api/me",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    MeJson change(@SignedIn User me, @RequestBody MePatch patch) {
        return json(me, settings.change(me.id(), patch.change()));
    }

    private static MeJson json(User me, Optional<UserSettings> found) {
        return MeJson.of(
                me,
                found.orElseThrow(() -> new CruddurException(
                        ErrorCode.USER_NOT_REGISTERED, "This user was removed in this moment: sign in again")));
    }
}
