# SPDX-License-Identifier: Apache-2.0
"""The harbour in Python: pip install flask-sqlalchemy, python app.py. The same in Java is in src/main/java."""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import insert, inspect, select, text, update

app = Flask(__name__)
# On real servers: postgresql:///harbour, sqlite:////var/lib/harbour/almanac.db, mysql://localhost/sailors.
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
app.config["SQLALCHEMY_BINDS"] = {
    "meta": "sqlite://",
    "auth": {"url": "sqlite://", "pool_recycle": 3600},
}
db = SQLAlchemy(app)


class Boat(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(50))


class Trip(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    boat_id = db.Column(db.Integer, db.ForeignKey("boat.id"))
    boat = db.relationship(Boat)
    sailor_id = db.Column(db.Integer)  # in another database


sailor_licence = db.Table(
    "sailor_licence",
    db.Column("sailor_id", db.Integer, db.ForeignKey("sailor.id"), primary_key=True),
    db.Column("licence_id", db.Integer, db.ForeignKey("licence.id"), primary_key=True),
    bind_key="auth",
)


class Licence(db.Model):
    __bind_key__ = "auth"
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(50))


class Sailor(db.Model):
    __bind_key__ = "auth"
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(50))
    licences = db.relationship(Licence, secondary=sailor_licence, order_by=Licence.id)


class Almanac(db.Model):
    __abstract__ = True
    __bind_key__ = "meta"
    id = db.Column(db.Integer, primary_key=True)
    note = db.Column(db.String(100))


class Tide(Almanac):
    pass


class Storm(Almanac):
    __bind_key__ = None


def moor(name):
    boat = Boat(name=name)
    db.session.add(boat)
    db.session.commit()
    return boat.id


def enrol(name, *licences):
    sailor = Sailor(name=name)
    for each in licences:
        licence = Licence(name=each)
        sailor.licences.append(licence)
    db.session.add(sailor)
    db.session.commit()
    return sailor.id


def note(entry, words):
    entry.note = words
    db.session.add(entry)
    db.session.commit()


def sail(boat_id, sailor_id):
    trip = Trip()
    trip.boat = db.session.get(Boat, boat_id)
    trip.sailor_id = sailor_id
    db.session.add(trip)
    db.session.commit()


def rename(before, after):
    changed = db.session.execute(update(Sailor).where(Sailor.name == before).values(name=after))
    db.session.commit()
    return changed.rowcount


def grant(sailor_id, licence_id):
    db.session.execute(insert(sailor_licence).values(sailor_id=sailor_id, licence_id=licence_id))
    db.session.commit()


def trips():
    found = []
    for trip in db.session.execute(select(Trip).order_by(Trip.id)).scalars():
        sailor = db.session.get(Sailor, trip.sailor_id)
        found.append(sailor.name + " on the " + trip.boat.name)
    return found


def licences(name):
    sailor = db.session.execute(select(Sailor).filter_by(name=name)).scalar_one()
    return [licence.name for licence in sailor.licences]


def notes(kind):
    return db.session.execute(select(kind.note).order_by(kind.id)).scalars().all()


def granted():
    counted = text("select count(*) from sailor_licence")
    return db.session.execute(counted, bind_arguments={"bind": db.engines["auth"]}).scalar()


def sailors_by_hand():
    with db.engines["auth"].connect() as connection:
        return connection.execute(text("select count(*) from sailor")).scalar()


def tables():
    found = []
    for key in [None, "auth", "meta"]:
        found.append((key or "default") + " " + listed(sorted(inspect(db.engines[key]).get_table_names())))
    return ", ".join(found)


def listed(words):
    return "[" + ", ".join(words) + "]"


def tell():
    db.create_all()
    print("All created: " + tables())

    gull = moor("Gull")
    ann = enrol("Ann", "coast", "sea")
    ben = enrol("Ben")
    note(Tide(), "high at six")
    note(Storm(), "from the west")
    sail(gull, ann)
    print("Tides: " + listed(notes(Tide)) + ", storms: " + listed(notes(Storm)))

    print("Renamed: " + str(rename("Ann", "Anna")))
    print("Trips: " + listed(trips()))

    grant(ben, 1)
    print("Licences of Ben: " + listed(licences("Ben")) + ", of all: " + str(granted()))
    print("Sailors, without the session: " + str(sailors_by_hand()))

    db.drop_all("auth")
    print("One dropped: " + tables())
    db.create_all("auth")
    db.drop_all(["meta", None])
    print("One created, two dropped: " + tables())
    db.drop_all()
    print("All dropped: " + tables())


if __name__ == "__main__":
    with app.app_context():
        tell()
