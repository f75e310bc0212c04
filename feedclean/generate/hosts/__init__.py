"""What a static host wants beside the feeds: extra files, compressed copies, its configuration."""

from feedclean.generate.hosts.compress import COPIES, is_precompressed, precompressed, with_copies
from feedclean.generate.hosts.files import host_files

__all__ = ["COPIES", "host_files", "is_precompressed", "precompressed", "with_copies"]
