package com.cruddur.infra.policy;

import java.util.List;
import java.util.Map;

/**
 * One thing that somebody wants to do, as IAM sees it.
 *
 * @param action such as {@code dynamodb:PutItem}
 * @param resource the ARN
 * @param context condition keys with their values; a key without a value is not there
 */
public record Call(String action, String resource, Map<String, List<String>> context) {

    static final String LEADING_KEYS = "dynamodb:LeadingKeys";

    @Override
    public String toString() {
        return action + " on " + resource + (context.isEmpty() ? "" : " with " + context);
    }
}
