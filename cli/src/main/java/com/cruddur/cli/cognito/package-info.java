/** The group {@code cognito}: the user pool. */
@NullMarked
package com.cruddur.cli.cognito;

import org.jspecify.annotations.NullMarked;
