/** The users as operators see them: all of them, with e-mail address and identity in Cognito. */
@NullMarked
package com.cruddur.cli.account;

import org.jspecify.annotations.NullMarked;
