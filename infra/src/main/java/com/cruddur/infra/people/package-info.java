/** User accounts in Cognito, and the users and activities in PostgreSQL. */
@NullMarked
package com.cruddur.infra.people;

import org.jspecify.annotations.NullMarked;
