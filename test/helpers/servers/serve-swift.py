"""Serves OpenStack Swift with its S3 API on ports of its own, with all data in the folder argv[1], until stdin is closed.

Prints the port of the S3 API. All four servers of Swift run in this process, as they do in Swift's own tests.
"""
import os
import sys
import threading

# A thread that eventlet must not replace by one of its own.
threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()

from swift.common import utils

utils.HASH_PATH_SUFFIX = b"test"
utils.eventlet_monkey_patch()

import eventlet
import eventlet.wsgi
from swift.common.http_protocol import SwiftHttpProtocol
from swift.common.ring import RingBuilder
from swift.common.storage_policy import POLICIES
from swift.common.wsgi import loadapp

PROXY = """
[pipeline:main]
pipeline = catch_errors cache bulk s3api tempauth copy slo versioned_writes symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
[filter:symlink]
use = egg:swift#symlink
"""
SERVER = """
[pipeline:main]
pipeline = server
[app:server]
use = egg:swift#%(name)s
"""

folder = os.path.abspath(sys.argv[1])
os.makedirs(os.path.join(folder, "disk"), exist_ok=True)


def serve(listener, name, text):
    path = os.path.join(folder, name + ".conf")
    with open(path, "w") as file:
        common = "[DEFAULT]\nswift_dir = %s\ndevices = %s\nmount_check = false\nlog_address = /dev/null\n"
        file.write(common % (folder, folder) + text)
    app = loadapp(path, global_conf={"log_name": name})
    log = open(os.devnull, "w")
    eventlet.spawn(eventlet.wsgi.server, listener, app, log=log, protocol=SwiftHttpProtocol, log_output=False)


listeners = {}
for name in ("account", "container", "object", "proxy"):
    listeners[name] = eventlet.listen(("127.0.0.1", 0))
for name in ("account", "container", "object"):
    port = listeners[name].getsockname()[1]
    builder = RingBuilder(2, 1, 0)
    builder.add_dev({
        "region": 1, "zone": 1, "weight": 1, "meta": "", "device": "disk",
        "ip": "127.0.0.1", "port": port, "replication_ip": "127.0.0.1", "replication_port": port,
    })
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, name + ".ring.gz"))
for name in ("account", "container", "object"):
    serve(listeners[name], name, SERVER % {"name": name})
serve(listeners["proxy"], "proxy", PROXY)
print(listeners["proxy"].getsockname()[1], flush=True)
while True:
    eventlet.sleep(3600)
