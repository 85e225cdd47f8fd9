package com.cruddur.core.people;

/**
 * A user to whom somebody wants to write.
 *
 * @param accepts from whom the user takes a first message, and who may add the user to a group
 */
public record Receiver(User user, MessagesFrom accepts) {}
