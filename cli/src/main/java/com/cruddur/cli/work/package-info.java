/** What loads, copies and scans share: progress, checkpoints, parallel calls, and appending messages that are not sent. */
@NullMarked
package com.cruddur.cli.work;

import org.jspecify.annotations.NullMarked;
