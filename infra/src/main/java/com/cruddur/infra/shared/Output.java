package com.cruddur.infra.shared;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** An output of a stack, which operators and scripts read. */
public final class Output {

    private Output() {}

    public static CfnOutput of(Stack stack, String name, String value) {
        return CfnOutput.Builder.create(stack, name).value(value).build();
    }
}
