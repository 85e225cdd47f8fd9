/** The commands about the table in DynamoDB. */
@NullMarked
package com.cruddur.cli.ddb;

import org.jspecify.annotations.NullMarked;
