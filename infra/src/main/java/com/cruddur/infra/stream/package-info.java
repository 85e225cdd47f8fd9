/** The function that follows the table's stream: its trigger, its role and its failure queue. */
@NullMarked
package com.cruddur.infra.stream;

import org.jspecify.annotations.NullMarked;
