package com.cruddur.infra.shared;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What an environment keeps, and for how long.
 *
 * @param keepsData whether deletion protection is on, and resources with data in them stay when their stack is deleted
 * @param logs how long log groups keep their lines
 */
public record Retention(boolean keepsData, RetentionDays logs) {

    /** The removal policy of a resource with data in it. */
    public RemovalPolicy removalPolicy() {
        return keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    }
}
