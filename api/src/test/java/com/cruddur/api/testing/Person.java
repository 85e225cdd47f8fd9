package com.cruddur.api.testing;

import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** A registered user who is signed in. Signing is the dearest part of a person, so it waits for the first request. */
public final class Person {

    private final User user;
    private final String sub;
    private final Supplier<String> token;

    public Person(User user, String sub, String token) {
        this(user, sub, () -> token);
    }

    /** @param token is called once, when the token is needed */
    public Person(User user, String sub, Supplier<String> token) {
        this.user = user;
        this.sub = sub;
        this.token = SingletonSupplier.of(token);
    }

    public User user() {
        return user;
    }

    public String sub() {
        return sub;
    }

    public String token() {
        return token.get();
    }

    public String handle() {
        return user.handle().value();
    }

    public UserId id() {
        return user.id();
    }
}
