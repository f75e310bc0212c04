"""Pictures and players: made real, made links, or left out as wanted."""
