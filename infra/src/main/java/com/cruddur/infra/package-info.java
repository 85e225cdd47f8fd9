/** The system on AWS, as a CDK app. It reads the table from core's {@code TableSpec}. */
@NullMarked
package com.cruddur.infra;

import org.jspecify.annotations.NullMarked;
