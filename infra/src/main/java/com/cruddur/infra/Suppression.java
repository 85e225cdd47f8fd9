package com.cruddur.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/** A finding of cdk-nag that is meant to be: one rule, on one resource, for a reason. */
final class Suppression {

    private Suppression() {}

    /** @param findings where the rule counts them, each of them, such as {@code Resource::*}; none for the others */
    static void of(IConstruct resource, String rule, String reason, String... findings) {
        NagPackSuppression.Builder suppression =
                NagPackSuppression.builder().id(rule).reason(reason);
        if (findings.length > 0) {
            suppression.appliesTo(List.of(findings));
        }
        NagSuppressions.addResourceSuppressions(resource, List.of(suppression.build()));
    }
}
